import { randomUUID } from 'node:crypto';
import {
  makeCentre,
  setUpPartner,
  startReferral,
  type RunningReferral,
} from '../../../../test/support/referral-service.js';

let referral: RunningReferral;
let partner: Awaited<ReturnType<typeof setUpPartner>>;

beforeAll(async () => {
  referral = await startReferral();
  partner = await setUpPartner(referral);
});
afterAll(() => referral.stop());

const stateOf = (id: string) => referral.rows('SELECT state, version, packet FROM referral WHERE id = $1', [id]);
const open = (id: string) => referral.get(partner.manager, `/inbox/${id}`);

describe('messages of the core', () => {
  it('have one effect however often they come', async () => {
    const message = makeCentre().request(partner);
    expect((await referral.deliver(message)).status).toBe(204);
    expect((await referral.deliver(message)).status).toBe(204);
    expect(await referral.told(message.payload.referralId)).toHaveLength(1);
    expect(
      await referral.rows('SELECT count(*)::int AS n FROM referral_transition WHERE referral_id = $1', [
        message.payload.referralId,
      ]),
    ).toEqual([{ n: 2 }]);
  });

  it('are refused out of order and taken once the gap is closed', async () => {
    const sender = makeCentre();
    const request = sender.request(partner);
    const withdrawal = sender.withdraw(request.payload.referralId);
    expect(await referral.deliver(withdrawal)).toMatchObject({
      status: 409,
      body: { code: 'MESSAGE_OUT_OF_ORDER', details: { expected: 1 } },
    });
    expect((await referral.deliver(request)).status).toBe(204);
    expect((await referral.deliver(withdrawal)).status).toBe(204);
    expect(await stateOf(request.payload.referralId)).toMatchObject([{ state: 'cancelled' }]);
  });

  it.each([
    ['received', []],
    ['accepted', [{ step: 'accept', version: 2 }]],
  ])('end access at once when consent is withdrawn (%s)', async (state, decisions) => {
    const sender = makeCentre();
    const request = sender.request(partner);
    const id = request.payload.referralId;
    await referral.deliver(request);
    for (const decision of decisions) await referral.call(partner.manager, 'POST', `/inbox/${id}/decisions`, decision);
    expect(await open(id)).toMatchObject({ status: 200, body: { state } });

    expect((await referral.deliver(sender.withdraw(id))).status).toBe(204);
    expect((await open(id)).status).toBe(404);
    const complete = { step: 'complete', version: 4, deliveredOn: '2026-11-20' };
    expect((await referral.call(partner.manager, 'POST', `/inbox/${id}/decisions`, complete)).status).toBe(404);
    const { body } = await referral.get(partner.manager, '/inbox');
    expect((body['referrals'] as { id: string }[]).map((item) => item.id)).not.toContain(id);
    expect(await stateOf(id)).toMatchObject([{ state: 'cancelled', packet: null }]);
    // The centre's own news is not told back to it.
    expect((await referral.told(id)).map((told) => told['state'])).not.toContain('cancelled');

    // Again, and on an ended one: taken, without effect.
    const before = await stateOf(id);
    expect((await referral.deliver(sender.withdraw(id))).status).toBe(204);
    expect(await stateOf(id)).toEqual(before);
  });

  it('are audited where the organisation sees them', async () => {
    const sender = makeCentre();
    const request = sender.request(partner);
    const id = request.payload.referralId;
    await referral.deliver(request);
    await referral.deliver(sender.withdraw(id));
    const { organisationId } = partner.manager;
    expect(
      await referral.rows(
        'SELECT action, system, organisation_id, row_version FROM audit_entry WHERE record_id = $1 ORDER BY at',
        [id],
      ),
    ).toEqual(
      ['request', 'receive', 'cancel'].map((action, position) => ({
        action,
        system: 'intake',
        organisation_id: organisationId,
        row_version: position + 1,
      })),
    );
  });

  it.each([
    ['an unknown service', () => ({ serviceId: randomUUID() })],
    ['an unknown organisation', () => ({ organisationId: randomUUID() })],
  ])('reject a request for %s and tell the core', async (_name, changes) => {
    const request = makeCentre().request(partner, changes());
    const id = request.payload.referralId;
    expect((await referral.deliver(request)).status).toBe(204);
    expect((await referral.told(id)).map(({ state, statusReason }) => [state, statusReason])).toEqual([
      ['received', null],
      ['rejected', 'other'],
    ]);
    expect(await stateOf(id)).toMatchObject([{ state: 'rejected', packet: null }]);
    expect((await open(id)).status).toBe(404);
  });

  it('end at once what arrives after its expiry', async () => {
    const request = makeCentre().request(partner, { expiresAt: new Date(Date.now() - 1_000).toISOString() });
    expect((await referral.deliver(request)).status).toBe(204);
    expect((await referral.told(request.payload.referralId)).map(({ state }) => state)).toEqual(['expired']);
    expect(await stateOf(request.payload.referralId)).toMatchObject([{ state: 'expired', packet: null }]);
  });

  it('are refused with an unknown topic, a wrong form or a foreign sequence, naming the field', async () => {
    const message = makeCentre().request(partner);
    expect(await referral.deliver({ ...message, topic: 'something-else.v1' })).toMatchObject({
      status: 400,
      body: { code: 'UNKNOWN_TOPIC' },
    });
    expect(await referral.deliver({ ...message, payload: { ...message.payload, urgency: 'x' } })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'payload.urgency' }] },
    });
    expect(await referral.deliver({ ...message, sequenceKey: randomUUID() })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'sequenceKey' }] },
    });
    expect(await stateOf(message.payload.referralId)).toEqual([]);
    expect((await referral.deliver(message)).status).toBe(204);
  });

  it('are taken from the core alone', async () => {
    const message = makeCentre().request(partner);
    expect((await referral.deliver(message, 'reporting')).status).toBe(401);
    expect((await referral.call(partner.manager, 'POST', '/internal/messages', message)).status).toBe(401);
    expect(await stateOf(message.payload.referralId)).toEqual([]);
    expect((await referral.deliver(message)).status).toBe(204);
  });
});
