import { referralChangedTopic, type Actor, type OutboxMessage, type ReferralRequested } from '@an-tam/contracts';
import { fromBase64Url, openPacket } from '@an-tam/field-encryption';
import { OutboxDispatcher } from '@an-tam/outbox';
import { randomUUID } from 'node:crypto';
import {
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

describe('referrals', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let partner: Awaited<ReturnType<typeof pinPartner>>;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
    partner = await pinPartner(intake, manager);
  });
  afterAll(() => intake.stop());

  const referral = (consentId: string, changes: object = {}) => ({
    caseVersion: 1,
    organisationId: partner.organisationId,
    serviceId: partner.serviceId,
    needCode: 'health',
    urgency: 'routine',
    consentId,
    ...changes,
  });

  /** Opens a file, records the consent and refers. */
  async function refer(categories?: string[]) {
    const { id: caseId } = await openCase(intake, manager, {
      alias: 'Hoa Nhài',
      name: 'Không Gửi Đi',
      phone: '0912345678',
    });
    const consentId = await consentToReferral(intake, manager, caseId, partner.organisationId, categories);
    const answer = await intake.post(manager, `/cases/${caseId}/referrals`, referral(consentId));
    return { caseId, consentId, answer, referralId: String(answer.body['id']) };
  }

  /** What the courier took of one referral, once all of it is delivered. */
  async function carried(referralId: string): Promise<OutboxMessage[]> {
    expect(await intake.app.get(OutboxDispatcher).settled('referral', referralId, 10_000)).toBe(true);
    return intake.courier.taken.filter((m) => m.sequenceKey === referralId);
  }

  function news(referralId: string, sequence: number, state: string, deliveredOn: string | null = null): OutboxMessage {
    const payload = { referralId, centreId: manager.organisationId, state, statusReason: null, deliveredOn };
    return { id: randomUUID(), topic: referralChangedTopic, sequenceKey: referralId, sequence, payload };
  }

  it('previews exactly what the recipient would learn', async () => {
    const { id } = await openCase(intake, manager, { alias: 'Hoa Nhài', phone: '0912345678' });
    const { organisationId, serviceId } = partner;
    const preview = await intake.post(manager, `/cases/${id}/referral-previews`, {
      ...{ organisationId, serviceId, needCode: 'health', urgency: 'urgent' },
      dataCategories: ['alias', 'need', 'contact', 'commune'],
    });
    expect(preview.status).toBe(200);
    const fields = preview.body['fields'] as { field: string; value: string }[];
    // The commune is not among what a health referral may carry at all.
    expect(fields.map((f) => [f.field, f.value])).toEqual([
      ['alias', 'Hoa Nhài'],
      ['need_code', 'Sức khỏe'],
      ['urgency', 'Cần ngay'],
      ['phone', '0912345678'],
    ]);
  });

  it('never carries a document number, an address or a code, whatever was agreed to', async () => {
    const { id } = await openCase(intake, manager, {
      alias: 'Hoa Nhài',
      name: 'Không Gửi Đi',
      phone: '0912345678',
      documentNumber: 'B1234567',
      email: 'khong.gui@example.org',
      uic: 'KHGU0190',
    });
    const { organisationId, serviceId } = partner;
    const preview = await intake.post(manager, `/cases/${id}/referral-previews`, {
      ...{ organisationId, serviceId, needCode: 'health', urgency: 'urgent' },
      dataCategories: ['alias', 'contact', 'identity', 'health_hiv'],
    });
    const fields = preview.body['fields'] as { field: string; value: string }[];
    expect(fields.map((f) => f.value)).toEqual(['Hoa Nhài', '0912345678']);
  });

  it('sends a packet that only the pinned key opens, with the agreed minimum', async () => {
    const { answer, referralId } = await refer(['alias', 'need']);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ state: 'requested', needCode: 'health', deliveredOn: null });
    const [message] = await carried(referralId);
    const payload = message?.payload as ReferralRequested;
    expect(JSON.stringify(message)).not.toMatch(/Nhài|Gửi Đi|912345678|health/);
    const opened = openPacket(payload.packet, {
      recipientKeyId: partner.keys.keyId,
      secretKey: partner.keys.secretKey,
      publicKey: partner.keys.publicKey,
      senderVerifyKey: fromBase64Url(payload.senderVerifyKey),
      now: new Date('2026-11-20T08:00:00Z'),
    });
    expect(JSON.stringify(opened.payload)).toContain('Hoa Nhài');
    expect(JSON.stringify(opened.payload)).not.toMatch(/Gửi Đi|0912345678/);
    const [waiting] = await intake.rows(
      `SELECT payload::text AS payload FROM outbox_message WHERE sequence_key = '${referralId}'`,
    );
    expect(waiting).toEqual({ payload: '{}' });
  });

  it('takes news of the partner in order, once each, and never backwards', async () => {
    const { caseId, referralId } = await refer();
    const accepted = news(referralId, 1, 'accepted');
    expect((await intake.deliver(accepted)).status).toBe(204);
    expect((await intake.deliver(accepted)).status).toBe(204);
    expect((await intake.deliver(news(referralId, 3, 'completed', '2026-11-20'))).status).toBe(409);
    expect((await intake.deliver(news(referralId, 2, 'completed', '2026-11-20'))).status).toBe(204);
    expect((await intake.deliver(news(referralId, 3, 'accepted'))).status).toBe(204);
    const shown = (await intake.get(manager, `/cases/${caseId}`)).body['referrals'];
    expect(shown).toMatchObject([{ id: referralId, state: 'completed', deliveredOn: '2026-11-20' }]);
    const [row] = await intake.rows(`SELECT version FROM case_referral WHERE id = '${referralId}'`);
    expect(row).toEqual({ version: 3 });
  });

  it('takes no news from anybody but the courier, and none that it does not know', async () => {
    const { referralId } = await refer();
    expect((await intake.deliver(news(referralId, 1, 'accepted'), 'reporting')).status).toBe(401);
    expect((await intake.deliver({ ...news(referralId, 1, 'accepted'), topic: 'weather.v1' })).body['code']).toBe(
      'UNKNOWN_MESSAGE',
    );
    expect((await intake.deliver(news(referralId, 1, 'accepted'))).status).toBe(204);
  });

  it('ends the access with the consent, tells the courier, and answers the second withdrawal like the first', async () => {
    const { caseId, consentId, referralId } = await refer();
    const withdrawn = await intake.post(manager, `/cases/${caseId}/consents/${consentId}/withdrawal`, {});
    expect(withdrawn.status).toBe(200);
    expect(withdrawn.body).toMatchObject({
      recipientsTold: true,
      consent: { id: consentId, withdrawnOn: '2026-11-20' },
    });
    expect((await carried(referralId)).map((m) => m.topic)).toEqual(['referral-requested.v1', 'referral-withdrawn.v1']);
    const shown = (await intake.get(manager, `/cases/${caseId}`)).body;
    expect(shown['referrals']).toMatchObject([{ state: 'cancelled', statusReason: 'consent-withdrawn' }]);
    const again = await intake.post(manager, `/cases/${caseId}/consents/${consentId}/withdrawal`, {});
    expect(again.body['consent']).toEqual(withdrawn.body['consent']);
    expect((await intake.deliver(news(referralId, 1, 'completed', '2026-11-20'))).status).toBe(204);
    expect((await intake.get(manager, `/cases/${caseId}`)).body['referrals']).toMatchObject([{ state: 'cancelled' }]);
    const refused = await intake.post(manager, `/cases/${caseId}/referrals`, referral(consentId));
    expect([refused.status, refused.body['code']]).toEqual([409, 'CONSENT_NOT_COVERING']);
  });

  it('refuses what the consent or the confirmed key does not cover', async () => {
    const { id: caseId } = await openCase(intake, manager);
    const consentId = await consentToReferral(intake, manager, caseId, partner.organisationId);
    const attempt = async (changes: object) => {
      const { status, body } = await intake.post(manager, `/cases/${caseId}/referrals`, referral(consentId, changes));
      return [status, body['code']];
    };
    expect(await attempt({ organisationId: randomUUID() })).toEqual([409, 'CONSENT_NOT_COVERING']);
    expect(await attempt({ consentId: randomUUID() })).toEqual([404, 'NOT_FOUND']);
    expect(await attempt({ caseVersion: 2 })).toEqual([409, 'STALE_VERSION']);
    expect(await attempt({ needCode: 'astrology' })).toEqual([400, 'INVALID_INPUT']);
    const unpinned = randomUUID();
    const toUnpinned = await consentToReferral(intake, manager, caseId, unpinned);
    expect(await attempt({ organisationId: unpinned, consentId: toUnpinned })).toEqual([409, 'PARTNER_KEY_NOT_PINNED']);
    expect(await attempt({})).toEqual([201, undefined]);
  });

  it('needs a recorded form of consent for a health referral', async () => {
    const { id: caseId } = await openCase(intake, manager);
    const spoken = await intake.post(manager, `/cases/${caseId}/consents`, {
      ...{ purpose: 'referral', recipientOrganisationId: partner.organisationId, dataCategories: ['alias'] },
      ...{ form: 'spoken', wordingVersion: 'referral/1' },
    });
    expect(spoken.status).toBe(201);
    const answer = await intake.post(manager, `/cases/${caseId}/referrals`, referral(String(spoken.body['id'])));
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([
      { field: 'consentId', message: { vi: expect.stringContaining('bằng văn bản, bấm đồng ý sau khi nghe đọc') } },
    ]);
    const sensitive = await intake.post(manager, `/cases/${caseId}/consents`, {
      ...{ purpose: 'referral', recipientOrganisationId: partner.organisationId, dataCategories: ['health_general'] },
      ...{ form: 'spoken', wordingVersion: 'referral/1' },
    });
    expect([sensitive.status, sensitive.body['errors']]).toMatchObject([400, [{ field: 'form' }]]);
    const legal = referral(String(spoken.body['id']), { needCode: 'legal' });
    expect((await intake.post(manager, `/cases/${caseId}/referrals`, legal)).status).toBe(201);
  });

  it('hides consents and referrals of a foreign file', async () => {
    const { caseId, consentId } = await refer();
    expect((await intake.get(manager, `/cases/${caseId}`)).status).toBe(200);
    const stranger = makeStaff();
    expect((await intake.post(stranger, `/cases/${caseId}/consents/${consentId}/withdrawal`, {})).status).toBe(404);
    expect((await intake.post(stranger, `/cases/${caseId}/referrals`, referral(consentId))).status).toBe(404);
    expect((await intake.get(manager, `/cases/${caseId}`)).body['consents']).toMatchObject([
      {},
      { id: consentId, withdrawnOn: null },
    ]);
  });
});
