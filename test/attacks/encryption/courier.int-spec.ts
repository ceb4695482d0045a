import type { Actor, ReferralRequested } from '@an-tam/contracts';
import { fingerprint, fromBase64Url, generatePartnerKeyPair, openPacket, toBase64Url } from '@an-tam/field-encryption';
import { OutboxDispatcher } from '@an-tam/outbox';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  type RunningIntake,
} from '../../support/intake-service.js';
import { makeCentre, setUpPartner, startReferral, type RunningReferral } from '../../support/referral-service.js';

describe('a courier who shows his own key as that of a partner', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let supervisor: Actor;
  const courier = { keys: undefined as unknown as ReturnType<typeof generatePartnerKeyPair> };

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
    supervisor = colleagueOf(manager, ['supervisor']);
    courier.keys = generatePartnerKeyPair();
  });
  afterAll(() => intake.stop());

  const pin = (actor: Actor, organisationId: string, keys: typeof courier.keys, told: string) =>
    intake.post(actor, '/partner-key-pins', {
      ...{ organisationId, keyId: keys.keyId, publicKey: toBase64Url(keys.publicKey), fingerprint: told },
    });

  it('is found out by the fingerprint that the partner reads out, and only a supervisor can confirm', async () => {
    const partner = await pinPartner(intake, manager);
    const readOut = fingerprint(partner.keys.publicKey);
    const swapped = await pin(supervisor, partner.organisationId, courier.keys, readOut);
    expect([swapped.status, swapped.body['code']]).toEqual([409, 'FINGERPRINT_MISMATCH']);
    const halfSwapped = { ...courier.keys, keyId: partner.keys.keyId };
    const half = await pin(supervisor, partner.organisationId, halfSwapped, fingerprint(courier.keys.publicKey));
    expect([half.status, half.body['code']]).toEqual([409, 'FINGERPRINT_MISMATCH']);
    const alone = await pin(manager, partner.organisationId, courier.keys, fingerprint(courier.keys.publicKey));
    expect(alone.status).toBe(403);
    const late = { ...supervisor, provedAt: (supervisor.provedAt ?? 0) - 11 * 60 };
    const stale = await pin(late, partner.organisationId, partner.keys, readOut);
    expect([stale.status, stale.body['code']]).toEqual([403, 'STEP_UP_REQUIRED']);
    expect((await intake.get(manager, '/partner-key-pins')).body['pins']).toEqual(
      expect.arrayContaining([expect.objectContaining({ keyId: partner.keys.keyId })]),
    );
    expect((await pin(supervisor, partner.organisationId, partner.keys, readOut)).status).toBe(201);
  });

  it('gets no packet before a key is confirmed, and then one that he cannot open', async () => {
    const { id } = await openCase(intake, manager, { alias: 'Sao Thủy' });
    const refer = async (organisationId: string, serviceId: string) => {
      const consentId = await consentToReferral(intake, manager, id, organisationId);
      return intake.post(manager, `/cases/${id}/referrals`, {
        ...{ caseVersion: 1, organisationId, serviceId, consentId, needCode: 'health', urgency: 'routine' },
      });
    };
    expect((await refer(randomUUID(), randomUUID())).body['code']).toBe('PARTNER_KEY_NOT_PINNED');

    const partner = await pinPartner(intake, manager);
    const sent = await refer(partner.organisationId, partner.serviceId);
    expect(sent.status).toBe(201);
    const referralId = String(sent.body['id']);
    await intake.app.get(OutboxDispatcher).settled('referral', referralId, 60_000);
    const taken = intake.courier.taken.find(({ sequenceKey }) => sequenceKey === referralId);
    const { packet, senderVerifyKey } = taken?.payload as ReferralRequested;
    const openWith = (keys: typeof courier.keys, recipientKeyId = keys.keyId) =>
      openPacket(packet, {
        ...{ recipientKeyId, secretKey: keys.secretKey, publicKey: keys.publicKey },
        ...{ senderVerifyKey: fromBase64Url(senderVerifyKey), now: new Date('2026-11-20T08:00:00Z') },
      });
    expect(JSON.stringify(openWith(partner.keys).payload)).toContain('Sao Thủy');
    expect(() => openWith(courier.keys)).toThrow('not addressed');
    expect(() => openWith(courier.keys, partner.keys.keyId)).toThrow();
    expect(JSON.stringify(taken)).not.toMatch(/Sao|Thủy|health/u);
  });
});

describe('a courier who changes or repeats what he carries', () => {
  let referral: RunningReferral;
  let partner: Awaited<ReturnType<typeof setUpPartner>>;

  beforeAll(async () => {
    referral = await startReferral();
    partner = await setUpPartner(referral);
  });
  afterAll(() => referral.stop());

  const bodyOf = (reason: string) => ({ status: 400, body: { code: 'PACKET_REFUSED', details: { reason } } });
  /** Delivers a new message with these members in place of its own. */
  const deliver = (changes: object) => {
    const message = makeCentre().request(partner);
    return referral.deliver({ ...message, payload: { ...message.payload, ...changes } });
  };

  it('is refused for good when the packet is changed, signed by another, unsigned, or no packet', async () => {
    const good = makeCentre().request(partner);
    const { senderVerifyKey } = good.payload;
    const packet = good.payload.packet as { manifest: object; signature: string };
    const changed = { ...packet, manifest: { ...packet.manifest, senderId: randomUUID() } };
    const { signature: _signature, ...stripped } = packet;
    expect(await deliver({ packet: changed, senderVerifyKey })).toMatchObject(bodyOf('signature'));
    expect(await deliver({ packet })).toMatchObject(bodyOf('signature'));
    expect(await deliver({ packet: stripped, senderVerifyKey })).toMatchObject(bodyOf('malformed'));
    expect(await deliver({ packet: 'x' })).toMatchObject(bodyOf('malformed'));
    expect((await referral.deliver(good)).status).toBe(204);
  });

  it('is refused when he delivers a packet again as a referral of its own', async () => {
    const good = makeCentre().request(partner);
    const { packet, senderVerifyKey } = good.payload;
    expect((await referral.deliver(good)).status).toBe(204);
    expect(await deliver({ packet, senderVerifyKey })).toMatchObject(bodyOf('repeated'));
    expect((await referral.get(partner.manager, `/inbox/${good.payload.referralId}`)).status).toBe(200);
  });

  it('reaches nobody with a packet that has expired', async () => {
    const sender = makeCentre();
    const fresh = sender.request(partner);
    const late = sender.request(partner, { expiresAt: new Date(Date.now() - 1_000).toISOString() });
    for (const message of [fresh, late]) expect((await referral.deliver(message)).status).toBe(204);
    expect((await referral.get(partner.manager, `/inbox/${fresh.payload.referralId}`)).status).toBe(200);
    expect((await referral.get(partner.manager, `/inbox/${late.payload.referralId}`)).status).toBe(404);
  });
});
