import { referralWithdrawnTopic, type Actor } from '@an-tam/contracts';
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
} from '../../../../test/support/intake-service.js';
import { completeCase } from '../../../../test/support/complete-case.js';
import { sealedTables } from '../sealing/index.js';
import { ErasureReconciler } from './erasure-reconciler.js';

describe('erasing a case', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let supervisor: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
    supervisor = colleagueOf(manager, ['supervisor']);
  });
  afterAll(() => intake.stop());

  const erase = (actor: Actor, { id, code }: { id: string; code: string }, changes: object = {}) =>
    intake.post(actor, `/cases/${id}/erasure`, { version: 1, typed: code, ...changes });
  const withoutRequestId = ({ status, body: { requestId: _, ...body } }: Awaited<ReturnType<typeof erase>>) => ({
    status,
    body,
  });
  const keysOf = (id: string) => intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`);

  /** Tables that hold rows of the case, those meant to outlive it left out. */
  async function tablesHolding(id: string): Promise<string[]> {
    const tables = await intake.rows(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'case_id' AND table_name <> 'audit_entry'`,
    );
    const places = [...tables.map(({ name }) => [String(name), 'case_id']), ['case_file', 'id']];
    const held: string[] = [];
    for (const [table = '', column = ''] of places) {
      const rows = await intake.rows(`SELECT 1 FROM ${table} WHERE ${column} = '${id}'`);
      if (rows.length > 0) held.push(table);
    }
    return held.sort();
  }

  it('leaves nothing of a file that has a row in every sealed table', async () => {
    const opened = await completeCase(intake, manager);
    const sealed = sealedTables.map(({ table }) => table);
    expect(await tablesHolding(opened.id)).toEqual(expect.arrayContaining(sealed));
    expect((await erase(supervisor, opened)).body).toMatchObject({ state: 'erased' });
    expect(await tablesHolding(opened.id)).toEqual([]);
  });

  it('destroys keys, rows and every way to find it, and certifies what is left of it', async () => {
    const known = { phone: '0977 000 111', documentNumber: 'B0977000', email: 'ra.di@example.org', uic: 'RADI0177' };
    const opened = await openCase(intake, manager, { name: 'Người Ra Đi', ...known });
    const { id, code } = opened;
    const ways = [
      ...Object.entries(known).map(([field, value]) => ({ [field]: value })),
      { name: 'nguoi ra di' },
      { code },
    ];
    for (const body of ways)
      expect((await intake.post(manager, '/case-searches', body)).body).toMatchObject({ cases: [{ id }] });
    const followUp = { occurredOn: '2026-11-20', channel: 'HOTLINE', servicesDelivered: [] };
    expect((await intake.post(manager, `/cases/${id}/follow-ups`, followUp)).status).toBe(201);
    expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    expect(await tablesHolding(id)).toEqual(['case_file', 'client', 'consent', 'follow_up']);
    expect(await keysOf(id)).toHaveLength(1);

    const { version } = (await intake.get(manager, `/cases/${id}`)).body;
    const certificate = await erase(supervisor, opened, { version });
    expect(certificate.status).toBe(200);
    expect(certificate.body).toEqual({
      id,
      code,
      state: 'erased',
      intendedAt: expect.any(String),
      erasedAt: expect.any(String),
      keyVersions: 1,
      records: 4,
      keysDestroyedOn: '2026-11-20',
      backupsExpireOn: '2026-12-20',
      wrappingKeyDestroyedOn: null,
    });
    expect(await keysOf(id)).toEqual([]);
    expect(await tablesHolding(id)).toEqual([]);

    for (const actor of [manager, supervisor]) {
      const gone = await intake.get(actor, `/cases/${id}`);
      const never = await intake.get(actor, `/cases/${randomUUID()}`);
      expect(withoutRequestId(gone)).toEqual(withoutRequestId(never));
      expect(gone.status).toBe(404);
    }
    for (const body of ways)
      expect((await intake.post(manager, '/case-searches', body)).body).toEqual({ cases: [], hasMore: false });
    expect((await intake.get(supervisor, `/cases/${id}/erasure`)).body).toEqual(certificate.body);
    expect((await erase(supervisor, opened, { version })).status).toBe(404);
  });

  it('keeps what was recorded of it, with every step of the erasure', async () => {
    const opened = await openCase(intake, manager);
    await erase(supervisor, opened);
    const entries = await intake.rows(
      `SELECT action, purpose, account_id, system FROM audit_entry WHERE case_id = '${opened.id}' ORDER BY at`,
    );
    const bySystem = { account_id: null, system: 'erasure' };
    const bySupervisor = { account_id: supervisor.accountId, system: null };
    expect(entries).toMatchObject([
      { action: 'create', account_id: manager.accountId },
      { action: 'create', account_id: manager.accountId },
      { action: 'create', account_id: manager.accountId },
      { action: 'erase', purpose: 'intent', ...bySupervisor },
      { action: 'erase', purpose: 'keys', ...bySystem },
      { action: 'erase', purpose: 'rows', ...bySystem },
      { action: 'read', ...bySupervisor },
    ]);
  });

  it('tells the recipient of a live referral to stop before anything is destroyed', async () => {
    const partner = await pinPartner(intake, manager);
    const opened = await openCase(intake, manager);
    const consentId = await consentToReferral(intake, manager, opened.id, partner.organisationId);
    const referred = await intake.post(manager, `/cases/${opened.id}/referrals`, {
      ...{ caseVersion: 1, organisationId: partner.organisationId, serviceId: partner.serviceId },
      ...{ needCode: 'health', urgency: 'routine', consentId },
    });
    expect(referred.status).toBe(201);
    const referralId = String(referred.body['id']);
    expect((await erase(supervisor, opened)).body).toMatchObject({ state: 'erased' });
    expect(await intake.app.get(OutboxDispatcher).settled('referral', referralId, 10_000)).toBe(true);
    const told = intake.courier.taken.filter((message) => message.sequenceKey === referralId);
    expect(told.map(({ topic }) => topic)).toContain(referralWithdrawnTopic);
    expect(await tablesHolding(opened.id)).toEqual([]);
  });

  it('takes along what closed periods counted of the case, and leaves what was released as it was', async () => {
    const opened = await openCase(intake, manager);
    await intake.rows(`INSERT INTO case_count (id, case_id, centre_id, version, row_mac, plan, plan_year, content)
      SELECT gen_random_uuid(), id, centre_id, 1, row_mac, 'plan', 2026, alias FROM case_file WHERE id = '${opened.id}'`);
    await intake.rows(`INSERT INTO release (id, province_code, plan, period, sequence, state, created_by_id, gate, document, sealed_state)
      VALUES (gen_random_uuid(), '33', 'plan', '${opened.id}', 1, 'signed', gen_random_uuid(), '{}', '{"total": 5}', 'sealed')`);
    const released = () => intake.rows(`SELECT * FROM release WHERE period = '${opened.id}'`);
    const before = await released();
    expect(before).toHaveLength(1);
    expect(await tablesHolding(opened.id)).toEqual(['case_count', 'case_file', 'client', 'consent']);
    expect((await erase(supervisor, opened)).body).toMatchObject({ state: 'erased', records: 3 });
    expect(await tablesHolding(opened.id)).toEqual([]);
    expect(await released()).toEqual(before);
  });

  it('asks for the right code and the version that was read', async () => {
    const opened = await openCase(intake, manager);
    const other = await openCase(intake, manager);
    for (const typed of [other.code, 'XÓA', opened.code.slice(0, -1)]) {
      const refused = await erase(supervisor, opened, { typed });
      expect([refused.status, refused.body['errors']]).toMatchObject([400, [{ field: 'typed' }]]);
    }
    expect((await erase(supervisor, opened, { version: 7 })).body).toMatchObject({
      code: 'STALE_VERSION',
      details: { currentVersion: 1 },
    });
    expect((await intake.get(supervisor, `/cases/${opened.id}`)).status).toBe(200);
    expect((await intake.get(supervisor, `/cases/${opened.id}/erasure`)).status).toBe(404);
    const typed = opened.code.toLowerCase().replaceAll('-', '');
    expect((await erase(supervisor, opened, { typed })).status).toBe(200);
  });

  it('is for the supervisor of the centre alone', async () => {
    const opened = await openCase(intake, manager);
    for (const role of ['outreach_worker', 'case_manager', 'administrator', 'dpo'] as const) {
      const actor = colleagueOf(manager, [role]);
      expect((await erase(actor, opened)).status).toBe(403);
      expect((await intake.get(actor, `/cases/${opened.id}/erasure`)).status).toBe(403);
    }
    const foreign = makeStaff({ roles: ['supervisor'] });
    const elsewhere = await erase(foreign, opened);
    expect(elsewhere.status).toBe(404);
    expect(withoutRequestId(elsewhere)).toEqual(
      withoutRequestId(await erase(foreign, { ...opened, id: randomUUID() })),
    );
    expect((await intake.get(manager, `/cases/${opened.id}`)).status).toBe(200);
    expect((await erase(supervisor, opened)).status).toBe(200);
    expect((await intake.get(supervisor, `/cases/${opened.id}/erasure`)).status).toBe(200);
    expect((await intake.get(foreign, `/cases/${opened.id}/erasure`)).status).toBe(404);
  });

  describe('that fails on the way', () => {
    it('is out of reach from the intent on, and finished when the keys can be destroyed again', async () => {
      const opened = await openCase(intake, manager);
      await intake.keyRows('REVOKE DELETE ON case_key FROM intake_keys_app');
      const begun = await erase(supervisor, opened);
      expect(begun.body).toMatchObject({ state: 'in_progress', keysDestroyedOn: null, erasedAt: null });
      expect((await intake.get(manager, `/cases/${opened.id}`)).status).toBe(404);
      await intake.app.get(ErasureReconciler).reconcile();
      expect(await keysOf(opened.id)).toHaveLength(1);

      await intake.keyRows('GRANT DELETE ON case_key TO intake_keys_app');
      await intake.app.get(ErasureReconciler).reconcile();
      expect(await keysOf(opened.id)).toEqual([]);
      expect(await tablesHolding(opened.id)).toEqual([]);
      const certificate = (await intake.get(supervisor, `/cases/${opened.id}/erasure`)).body;
      expect(certificate).toMatchObject({ state: 'erased', keyVersions: 1, records: 3 });
    });

    it('after the keys is finished with the rows, in one go', async () => {
      const opened = await openCase(intake, manager);
      await intake.rows('REVOKE DELETE ON client FROM intake_app');
      const begun = await erase(supervisor, opened);
      expect(begun.body).toMatchObject({ state: 'in_progress', keysDestroyedOn: '2026-11-20', records: 0 });
      expect(await keysOf(opened.id)).toEqual([]);
      expect(await tablesHolding(opened.id)).toEqual(['case_file', 'client', 'consent']);

      await intake.rows('GRANT DELETE ON client TO intake_app');
      const reconciler = intake.app.get(ErasureReconciler);
      await Promise.all([reconciler.reconcile(), reconciler.reconcile()]);
      expect(await tablesHolding(opened.id)).toEqual([]);
      expect((await intake.get(supervisor, `/cases/${opened.id}/erasure`)).body).toMatchObject({ state: 'erased' });
    });
  });

  it('is the only way to remove a row of a case, whatever the role says', async () => {
    const { id } = await openCase(intake, manager);
    const settings = (roles: string) => ({
      'app.organisation_id': manager.organisationId,
      'app.account_id': supervisor.accountId,
      'app.roles': roles,
    });
    const remove = (roles: string) =>
      intake.rowsAsApp(`DELETE FROM consent WHERE case_id = '${id}' RETURNING 1 AS removed`, settings(roles));
    const intend = `INSERT INTO case_tombstone (id, centre_id, code, state, key_versions, intended_by_id)
      VALUES ('${id}', '${manager.organisationId}', 'TEST', 'intended', 1, '${supervisor.accountId}')`;
    expect(await tablesHolding(id)).toEqual(['case_file', 'client', 'consent']);
    for (const roles of ['supervisor', 'case_manager', 'system:erasure']) expect(await remove(roles)).toEqual([]);
    await expect(intake.rowsAsApp(intend, settings('case_manager'))).rejects.toThrow(/row-level security/);
    await intake.rowsAsApp(intend, settings('supervisor'));
    for (const roles of ['supervisor', 'case_manager', 'system:erasure']) expect(await remove(roles)).toEqual([]);
    await intake.app.get(ErasureReconciler).reconcile();
    expect(await tablesHolding(id)).toEqual([]);
  });
});
