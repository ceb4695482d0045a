import { referralWithdrawnTopic, type Actor } from '@an-tam/contracts';
import { OutboxDispatcher } from '@an-tam/outbox';
import {
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { newCaseCode } from '../cases/case-code.js';

describe('shredding a case by its code, at the machine', () => {
  let intake: RunningIntake;
  let manager: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
  });
  afterAll(() => intake.stop());

  const keysOf = (id: string) => intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`);
  const rowsOf = (id: string) =>
    intake.rows(
      `SELECT id FROM case_file WHERE id = '${id}' UNION ALL SELECT id FROM case_referral WHERE case_id = '${id}'`,
    );
  const shred = (code: string, typed = code) => intake.operate('POST', '/internal/keys/erasures', { code, typed });

  it('takes the same way, in the name of the operator, live referrals included', async () => {
    const partner = await pinPartner(intake, manager);
    const opened = await openCase(intake, manager);
    const consentId = await consentToReferral(intake, manager, opened.id, partner.organisationId);
    const referred = await intake.post(manager, `/cases/${opened.id}/referrals`, {
      ...{ caseVersion: 1, organisationId: partner.organisationId, serviceId: partner.serviceId },
      ...{ needCode: 'health', urgency: 'routine', consentId },
    });
    expect(referred.status).toBe(201);
    expect(await rowsOf(opened.id)).toHaveLength(2);
    const referralId = String(referred.body['id']);
    const { status, body } = await shred(opened.code.toLowerCase());
    expect([status, body['state'], body['code']]).toEqual([200, 'erased', opened.code]);
    expect(await keysOf(opened.id)).toEqual([]);
    expect(await rowsOf(opened.id)).toEqual([]);
    expect(await intake.app.get(OutboxDispatcher).settled('referral', referralId, 10_000)).toBe(true);
    const told = intake.courier.taken.filter((message) => message.sequenceKey === referralId);
    expect(told.map(({ topic }) => topic)).toContain(referralWithdrawnTopic);
    const entries = await intake.rows(
      `SELECT action, purpose, system, organisation_id FROM audit_entry WHERE case_id = '${opened.id}' AND system = 'operator'`,
    );
    const here = { system: 'operator', organisation_id: manager.organisationId };
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ action: 'erase', purpose: 'intent', ...here }),
        expect.objectContaining({ action: 'read', ...here }),
      ]),
    );
    expect((await shred(opened.code)).body).toMatchObject({ state: 'erased', code: opened.code });
  });

  it('needs the code twice, and a case', async () => {
    const [opened, other] = [await openCase(intake, manager), await openCase(intake, manager)];
    for (const [code, typed] of [
      [opened.code, other.code],
      ['K7Q4', 'K7Q4'],
    ] as const) {
      const refused = await shred(code, typed);
      expect([refused.status, refused.body['errors']]).toMatchObject([400, [{ field: 'typed' }]]);
    }
    const denied = () => intake.rows(`SELECT 1 FROM audit_entry WHERE system = 'operator' AND outcome = 'denied'`);
    const before = (await denied()).length;
    expect((await shred(newCaseCode())).status).toBe(404);
    expect(await denied()).toHaveLength(before + 1);
    expect((await intake.get(manager, `/cases/${opened.id}`)).status).toBe(200);
    expect((await shred(opened.code)).status).toBe(200);
  });

  it('is the one thing the operator can change of a case', async () => {
    const { id } = await openCase(intake, manager);
    const settings = { 'app.organisation_id': manager.organisationId, 'app.roles': 'system:operator' };
    const asOperator = (sql: string) => intake.rowsAsApp(sql, settings);
    expect(await asOperator(`SELECT id FROM case_file WHERE id = '${id}' FOR UPDATE`)).toEqual([{ id }]);
    await expect(asOperator(`UPDATE case_file SET status = 'closed' WHERE id = '${id}'`)).rejects.toThrow(
      /row-level security/,
    );
    expect(await asOperator(`DELETE FROM consent WHERE case_id = '${id}' RETURNING 1 AS removed`)).toEqual([]);
  });
});
