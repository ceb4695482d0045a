import { openPacket } from '@an-tam/field-encryption/packet';
import type { ReferralRequested } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import {
  makeCentre,
  makePartner,
  setUpPartner,
  startReferral,
  type RunningReferral,
} from '../../../../test/support/referral-service.js';
import { ExpireReferralsService } from '../referrals/index.js';

let referral: RunningReferral;
let partner: Awaited<ReturnType<typeof setUpPartner>>;
const centre = () => makeCentre();

beforeAll(async () => {
  referral = await startReferral();
  partner = await setUpPartner(referral);
});
afterAll(() => referral.stop());

/** A referral in the partner's inbox. */
async function received(changes: Partial<ReferralRequested> = {}) {
  const sender = centre();
  const message = sender.request(partner, changes);
  expect(await referral.deliver(message)).toEqual({ status: 204, body: {} });
  return { id: message.payload.referralId, sender, message };
}

const listed = async (): Promise<Record<string, unknown>[]> => {
  const { status, body } = await referral.get(partner.manager, '/inbox');
  expect(status).toBe(200);
  return body['referrals'] as Record<string, unknown>[];
};

const decide = (id: string, body: object) => referral.call(partner.manager, 'POST', `/inbox/${id}/decisions`, body);

/** What is in the log about one record, oldest first, without the entries of the sender. */
const logged = (id: string) =>
  referral.rows(
    `SELECT action, outcome, reason FROM audit_entry WHERE record_id = $1 AND account_id IS NOT NULL ORDER BY at`,
    [id],
  );

/** The same answer, but for the request's own id. */
const withoutRequestId = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
  const { requestId, ...rest } = body;
  expect(typeof requestId).toBe('string');
  return { status, body: rest };
};

describe('a referral from its arrival to its delivery', () => {
  it('is opened by its partner alone, accepted and delivered, and the core is told each step', async () => {
    const { id, sender } = await received();
    const opened = await referral.get(partner.manager, `/inbox/${id}`);
    expect(opened).toMatchObject({
      status: 200,
      body: { id, serviceId: partner.serviceId, serviceName: 'Khám sức khỏe', state: 'received', version: 2 },
    });
    const { payload } = openPacket(opened.body['packet'], {
      recipientKeyId: partner.keys.keyId,
      secretKey: partner.keys.secretKey,
      publicKey: partner.keys.publicKey,
      senderVerifyKey: Buffer.from(String(opened.body['senderVerifyKey']), 'base64url'),
      now: new Date(),
    });
    expect(payload).toEqual({ alias: 'Sen' });

    expect(await decide(id, { step: 'accept', version: 2 })).toMatchObject({
      status: 200,
      body: { state: 'accepted', version: 3 },
    });
    expect(await decide(id, { step: 'complete', version: 3, deliveredOn: '2026-11-20' })).toMatchObject({
      status: 200,
      body: { state: 'completed', version: 5 },
    });

    const told = { referralId: id, centreId: sender.centreId, statusReason: null, deliveredOn: null };
    expect(await referral.told(id)).toEqual([
      { ...told, state: 'received' },
      { ...told, state: 'accepted' },
      { ...told, state: 'in-progress' },
      { ...told, state: 'completed', deliveredOn: '2026-11-20' },
    ]);
    expect(
      await referral.rows(
        'SELECT version, step, to_state FROM referral_transition WHERE referral_id = $1 ORDER BY version',
        [id],
      ),
    ).toEqual([
      { version: 1, step: 'request', to_state: 'requested' },
      { version: 2, step: 'receive', to_state: 'received' },
      { version: 3, step: 'accept', to_state: 'accepted' },
      { version: 4, step: 'start', to_state: 'in-progress' },
      { version: 5, step: 'complete', to_state: 'completed' },
    ]);
    expect(await logged(id)).toEqual(
      ['read', 'accept', 'start', 'complete'].map((action) => ({ action, outcome: 'done', reason: null })),
    );

    // Access ended: a line stays for a week, the packet is gone.
    expect((await referral.get(partner.manager, `/inbox/${id}`)).status).toBe(404);
    expect(await referral.rows('SELECT packet, sender_verify_key FROM referral WHERE id = $1', [id])).toEqual([
      { packet: null, sender_verify_key: null },
    ]);
    expect((await listed()).find((item) => item['id'] === id)).toEqual({
      id,
      serviceId: partner.serviceId,
      serviceName: 'Khám sức khỏe',
      urgency: 'routine',
      state: 'completed',
      requestedAt: expect.any(String),
      dueAt: expect.any(String),
      version: 5,
    });
    await referral.rows(`UPDATE referral SET ended_at = now() - interval '8 days' WHERE id = $1`, [id]);
    expect((await listed()).filter((item) => item['id'] === id)).toEqual([]);
  });

  it('is rejected with a reason and gone', async () => {
    const { id } = await received();
    expect((await listed()).map((item) => item['id'])).toContain(id);
    const rejected = await decide(id, { step: 'reject', version: 2, statusReason: 'no-capacity' });
    expect(rejected).toMatchObject({ status: 200, body: { state: 'rejected', version: 3 } });
    expect((await referral.told(id)).at(-1)).toMatchObject({ state: 'rejected', statusReason: 'no-capacity' });
    expect((await listed()).map((item) => item['id'])).not.toContain(id);
    expect((await decide(id, { step: 'accept', version: 3 })).status).toBe(404);
  });

  it('stands in the list urgent first, then oldest first, delivered ones last', async () => {
    const first = await received();
    const second = await received();
    const urgent = await received({ urgency: 'urgent' });
    const delivered = await received({ urgency: 'urgent' });
    await decide(delivered.id, { step: 'accept', version: 2 });
    await decide(delivered.id, { step: 'complete', version: 3, deliveredOn: '2026-11-19' });
    const ours = [first.id, second.id, urgent.id, delivered.id];
    const order = (await listed()).map((item) => String(item['id'])).filter((id) => ours.includes(id));
    expect(order).toEqual([urgent.id, first.id, second.id, delivered.id]);
  });
});

describe('what a decision is refused for', () => {
  it('a step of another state, naming those that are possible', async () => {
    const { id } = await received();
    expect(await decide(id, { step: 'complete', version: 2, deliveredOn: '2026-11-20' })).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE', details: { allowed: ['accept', 'reject'] } },
    });
    expect((await logged(id)).at(-1)).toEqual({ action: 'decide', outcome: 'denied', reason: 'wrong_state' });
    expect((await decide(id, { step: 'accept', version: 2 })).status).toBe(200);
    expect(await decide(id, { step: 'accept', version: 3 })).toMatchObject({
      status: 409,
      body: { details: { allowed: ['complete'] } },
    });
  });

  it('a stale version, with the current one', async () => {
    const { id } = await received();
    expect((await decide(id, { step: 'accept', version: 2 })).status).toBe(200);
    expect(await decide(id, { step: 'complete', version: 2, deliveredOn: '2026-11-20' })).toMatchObject({
      status: 409,
      body: { code: 'STALE_VERSION', details: { currentVersion: 3 } },
    });
    expect((await listed()).find((item) => item['id'] === id)).toMatchObject({ state: 'accepted', version: 3 });
  });

  it('one of two decisions made at once', async () => {
    const { id } = await received();
    const answers = await Promise.all([
      decide(id, { step: 'accept', version: 2 }),
      decide(id, { step: 'reject', version: 2, statusReason: 'no-capacity' }),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    expect([404, 409]).toContain(statuses[1]);
    expect(await referral.told(id)).toHaveLength(2);
  });

  it('a day of delivery after today, naming the field in both languages', async () => {
    const { id } = await received();
    await decide(id, { step: 'accept', version: 2 });
    const refused = await decide(id, { step: 'complete', version: 3, deliveredOn: '2026-11-21' });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        errors: [{ field: 'deliveredOn', message: { vi: expect.stringMatching(/hôm nay/), en: expect.any(String) } }],
      },
    });
    expect((await decide(id, { step: 'complete', version: 3, deliveredOn: '2026-11-20' })).status).toBe(200);
  });

  it('a body that is not as it should be', async () => {
    const { id } = await received();
    expect(await decide(id, { step: 'reject', version: 2 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'statusReason' }] },
    });
    expect((await decide('not-an-id', { step: 'accept', version: 2 })).status).toBe(400);
  });
});

describe('who reaches a referral', () => {
  it('answers another organisation exactly like a referral that does not exist, and records both', async () => {
    const { id } = await received();
    const other = makePartner();
    const missing = randomUUID();
    expect((await referral.get(partner.manager, `/inbox/${id}`)).status).toBe(200);

    const foreign = await referral.get(other, `/inbox/${id}`);
    expect(foreign).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(withoutRequestId(foreign)).toEqual(withoutRequestId(await referral.get(other, `/inbox/${missing}`)));

    const accept = { step: 'accept', version: 2 };
    const foreignDecision = await referral.call(other, 'POST', `/inbox/${id}/decisions`, accept);
    expect(foreignDecision.status).toBe(404);
    expect(withoutRequestId(foreignDecision)).toEqual(
      withoutRequestId(await referral.call(other, 'POST', `/inbox/${missing}/decisions`, accept)),
    );
    expect((await referral.get(other, '/inbox')).body).toEqual({ referrals: [] });

    const denials = (recordId: string) =>
      referral.rows(
        'SELECT account_id, action, outcome, reason FROM audit_entry WHERE record_id = $1 AND account_id = $2 ORDER BY at',
        [recordId, other.accountId],
      );
    const denied = { account_id: other.accountId, outcome: 'denied', reason: 'not_visible' };
    const expected = [
      { ...denied, action: 'read' },
      { ...denied, action: 'decide' },
    ];
    expect(await denials(id)).toEqual(expected);
    expect(await denials(missing)).toEqual(expected);
    expect((await decide(id, accept)).status).toBe(200);
  });

  it('ends with the expiry itself, and the job then drops the packet and tells the core', async () => {
    const { id } = await received();
    expect((await referral.get(partner.manager, `/inbox/${id}`)).status).toBe(200);
    await referral.rows(`UPDATE referral SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
    expect((await referral.get(partner.manager, `/inbox/${id}`)).status).toBe(404);
    expect((await decide(id, { step: 'accept', version: 2 })).status).toBe(404);
    expect((await listed()).map((item) => item['id'])).not.toContain(id);

    const job = referral.app.get(ExpireReferralsService);
    expect(await job.expireDue()).toBe(1);
    expect(await job.expireDue()).toBe(0);
    expect(await referral.rows('SELECT state, packet FROM referral WHERE id = $1', [id])).toEqual([
      { state: 'expired', packet: null },
    ]);
    expect((await referral.told(id)).map(({ state }) => state)).toEqual(['received', 'expired']);
  });

  it('leaves nothing when the entry in the log cannot be written', async () => {
    const { id } = await received();
    const refused = await referral.whileLogRefuses(() => referral.get(partner.manager, `/inbox/${id}`));
    expect(refused.status).toBe(503);
    expect(refused.body['packet']).toBeUndefined();
    expect((await referral.get(partner.manager, `/inbox/${id}`)).status).toBe(200);
  });
});
