import { keyRotationListSchema, type Actor } from '@an-tam/contracts';
import pg from 'pg';
import { completeCase } from '../../../../test/support/complete-case.js';
import {
  makeStaff,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { everywhere, keyVersionsNamed, keyVersionsOf } from '../../../../test/support/sealed-rows.js';
import { CaseKeys } from '../case-keys/index.js';
import { sealedTables } from '../sealing/index.js';
import { KeyRotationRunner } from './key-rotation-runner.js';
import { ResealCaseService } from './reseal-case.service.js';

describe('giving every case a new data key', () => {
  let intake: RunningIntake;
  let step: ResealCaseService;

  beforeAll(async () => {
    intake = await startIntake();
    step = intake.app.get(ResealCaseService, { strict: false });
  });
  afterAll(() => intake.stop());

  const orderOf = (actor: Actor, toVersion = 2) => ({
    centreId: actor.organisationId,
    toVersion,
    startedAt: new Date(),
  });
  const keyVersions = (id: string) => keyVersionsOf(intake, id);
  const named = (id: string) => keyVersionsNamed(intake, id);
  const show = async (actor: Actor, id: string) => {
    const [file, identity] = [
      await intake.get(actor, `/cases/${id}`),
      await intake.get(actor, `/cases/${id}/identity`),
    ];
    expect([file.status, identity.status]).toEqual([200, 200]);
    return [file.body, identity.body];
  };
  const countOf = (id: string) => intake.rows(`SELECT plan, version FROM case_count WHERE case_id = '${id}'`);

  it('seals every row of every table anew and destroys the old key; the file stays as it was', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    const before = await show(manager, id);
    const counted = await countOf(id);
    expect(await named(id)).toEqual(everywhere(1));
    const order = orderOf(manager);
    expect(await step.countLeft(order)).toBe(1);
    await step.begin();
    expect(await step.moveBatch(order)).toBe(1);
    expect([await step.countLeft(order), await step.moveBatch(order)]).toEqual([0, 0]);
    expect(await named(id)).toEqual(everywhere(2));
    expect(await keyVersions(id)).toEqual([1, 2]);
    expect(await show(manager, id)).toEqual(before);
    await step.retire(order);
    expect(await keyVersions(id)).toEqual([2]);
    expect(await show(manager, id)).toEqual(before);
    expect(await countOf(id)).toEqual(counted);
    expect(await step.versions(manager.organisationId)).toEqual([{ version: 2, rows: 1 }]);
    const search = await intake.post(manager, '/case-searches', { phone: '+84 912 345 678' });
    expect(search.body['cases']).toMatchObject([{ id }]);
  });

  it('tells the audit log the new MAC of every row, and whose keys were used', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    await step.moveBatch(orderOf(manager));
    for (const { table, caseColumn = 'case_id', resource } of sealedTables)
      expect([
        resource,
        await intake.rows(
          `SELECT count(*)::int AS n FROM ${table} r JOIN audit_entry a ON a.record_id = r.id::text AND a.row_mac = r.row_mac
            AND a.row_version = r.version WHERE r.${caseColumn} = '${id}' AND a.action = 'reseal' AND a.system = 'key-rotation'
            AND a.resource = '${resource}' AND a.organisation_id = '${manager.organisationId}'`,
        ),
      ]).toEqual([
        resource,
        await intake.rows(`SELECT count(*)::int AS n FROM ${table} WHERE ${caseColumn} = '${id}'`),
      ]);
    expect(
      await intake.rows(
        `SELECT 1 AS one FROM audit_entry WHERE case_id = '${id}' AND action = 'key-use' AND purpose = 'rotation'`,
      ),
    ).toEqual([{ one: 1 }]);
  });

  it('takes no row of before the exchange back', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    await intake.rows(`CREATE TABLE kept_client AS SELECT * FROM client WHERE case_id = '${id}'`);
    const order = orderOf(manager);
    await step.moveBatch(order);
    const identity = () => intake.get(manager, `/cases/${id}/identity`);
    expect((await identity()).status).toBe(200);
    const whole = [
      ...(sealedTables.find(({ table }) => table === 'client')?.columns ?? []).map((c) => c.column),
      'row_mac',
    ];
    const restore = (columns: readonly string[]) =>
      intake.rows(
        `UPDATE client c SET ${columns.map((column) => `${column} = k.${column}`).join()} FROM kept_client k WHERE k.id = c.id`,
      );
    await restore(['name']);
    expect((await identity()).body['code']).toBe('RECORD_UNREADABLE');
    await restore(whole);
    // Whole and with its own MAC it is a row of the old key: while that is kept, it is counted as left and moved again.
    expect(await step.countLeft(order)).toBe(1);
    await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });
    expect(await keyVersions(id)).toEqual([1, 2]);
    expect(await step.moveBatch(order)).toBe(1);
    await step.retire(order);
    expect((await identity()).status).toBe(200);
    await restore(whole);
    expect((await identity()).body['code']).toBe('RECORD_UNREADABLE');
  });

  it('goes on where it was interrupted, and nothing is unreadable in between', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    const before = await show(manager, id);
    const order = orderOf(manager);
    // After the key, before the first row: as a process that is killed leaves it.
    await intake.app.get(CaseKeys).addVersion(manager.organisationId, id, 2);
    expect(await show(manager, id)).toEqual(before);
    expect(await step.countLeft(order)).toBe(1);
    await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });
    // A writer of that moment seals with the newest key, beside rows of the older one.
    const followUp = { occurredOn: today, channel: 'HOTLINE', servicesDelivered: [] };
    expect((await intake.post(manager, `/cases/${id}/follow-ups`, followUp)).status).toBe(201);
    expect((await named(id))['follow_up']?.sort()).toEqual([1, 2]);
    const between = await show(manager, id);
    // Between two rows: the transaction goes back as a whole.
    await intake.rows(
      `CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$;
       CREATE TRIGGER stop BEFORE UPDATE ON case_referral FOR EACH ROW EXECUTE FUNCTION stop()`,
    );
    expect(await step.moveBatch(order)).toBe(0);
    expect((await named(id))['case_file']).toEqual([1]);
    expect(await show(manager, id)).toEqual(between);
    await intake.rows(`DROP TRIGGER stop ON case_referral`);
    // Between the last row and the old key, and after it.
    expect(await step.moveBatch(order)).toBe(1);
    expect(await keyVersions(id)).toEqual([1, 2]);
    expect(await show(manager, id)).toEqual(between);
    await step.retire(order);
    await step.retire(order);
    expect(await keyVersions(id)).toEqual([2]);
    expect(await show(manager, id)).toEqual(between);
  });

  it('waits for no case that somebody holds, and gives it no key meanwhile', async () => {
    const manager = makeStaff();
    const [held, free] = [await openCase(intake, manager), await openCase(intake, manager)];
    const writer = new pg.Client({ connectionString: intake.superuserUrl });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query(`SELECT 1 FROM case_file WHERE id = '${held.id}' FOR UPDATE`);
    const order = orderOf(manager);
    expect(await step.moveBatch(order)).toBe(1);
    expect([await step.countLeft(order), await keyVersions(held.id), await keyVersions(free.id)]).toEqual([
      1,
      [1],
      [1, 2],
    ]);
    await writer.query('COMMIT');
    await writer.end();
    expect([await step.moveBatch(order), await step.countLeft(order)]).toEqual([1, 0]);
  });

  it('passes over a case that opens no more, and keeps the key that might open it', async () => {
    const manager = makeStaff();
    const [broken, sound] = [await openCase(intake, manager), await openCase(intake, manager)];
    await intake.rows(`UPDATE client SET version = 9 WHERE case_id = '${broken.id}'`);
    const order = orderOf(manager);
    expect([await step.moveBatch(order), await step.moveBatch(order), await step.countLeft(order)]).toEqual([1, 0, 1]);
    await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });
    expect(await keyVersions(broken.id)).toContain(1);
    await intake.rows(`UPDATE client SET version = 1 WHERE case_id = '${broken.id}'`);
    expect(await step.moveBatch(order)).toBe(1);
    await step.retire(order);
    await show(manager, broken.id);
    await show(manager, sound.id);
  });

  it('leaves a case opened since, other centres, and one that is being erased', async () => {
    const [manager, other] = [makeStaff(), makeStaff()];
    const erased = await openCase(intake, manager);
    const elsewhere = await openCase(intake, other);
    const order = orderOf(manager);
    const since = await openCase(intake, manager);
    await intake.rows(
      `INSERT INTO case_tombstone (id, centre_id, code, state, key_versions, intended_by_id)
        SELECT id, centre_id, code, 'intended', 1, assignee_id FROM case_file WHERE id = '${erased.id}'`,
    );
    expect([await step.countLeft(order), await step.moveBatch(order)]).toEqual([0, 0]);
    for (const { id } of [erased, since, elsewhere]) expect(await keyVersions(id)).toEqual([1]);
    expect(await step.countLeft(orderOf(other))).toBe(1);
  });

  it('reads once more when the rows were sealed anew after the keys were fetched', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    const keys = intake.app.get(CaseKeys);
    const fetch = keys.of.bind(keys);
    const order = orderOf(manager);
    let fetched = 0;
    const spy = jest.spyOn(keys, 'of').mockImplementation(async (centreId, caseId) => {
      const found = await fetch(centreId, caseId);
      if ((fetched += 1) === 1) await step.moveBatch(order);
      return found;
    });
    try {
      expect((await intake.get(manager, `/cases/${id}/identity`)).status).toBe(200);
    } finally {
      spy.mockRestore();
    }
    expect(await named(id)).toEqual(everywhere(2));
    expect(fetched).toBeGreaterThan(1);
  });

  it('is brought to its end by the runner, and only after everybody is through', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    const body = { kind: 'dek', centreId: manager.organisationId };
    expect((await intake.operate('POST', '/internal/keys/rotations', body)).status).toBe(202);
    const runner = intake.app.get(KeyRotationRunner, { strict: false });
    const state = async () => {
      const { rotations } = keyRotationListSchema.parse((await intake.operate('GET', '/internal/keys/rotations')).body);
      return rotations.find(({ centreId }) => centreId === manager.organisationId);
    };
    for (let round = 0; round < 20 && (await state())?.state !== 'settling'; round += 1) await runner.run();
    expect(await state()).toMatchObject({ state: 'settling', total: 1, left: 0, failure: null });
    expect(await keyVersions(id)).toEqual([1, 2]);
    const later = Date.now() + step.settleMilliseconds + 1_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
    try {
      await runner.run();
      await runner.run();
    } finally {
      clock.mockRestore();
    }
    expect(await state()).toMatchObject({ state: 'done' });
    expect([await keyVersions(id), await named(id)]).toEqual([[2], everywhere(2)]);
  });

  it('is the only one who may write over a screening or a follow-up, or see what was counted', async () => {
    const manager = makeStaff();
    const { id } = await completeCase(intake, manager);
    const as = (roles: string) => ({ 'app.organisation_id': manager.organisationId, 'app.roles': roles });
    const change = (table: string) =>
      `UPDATE ${table} SET row_mac = row_mac WHERE case_id = '${id}' RETURNING 1 AS one`;
    for (const table of ['screening', 'follow_up', 'case_count']) {
      expect(await intake.rowsAsApp(change(table), as('system:key-rotation'))).toEqual([{ one: 1 }]);
      for (const role of ['case_manager', 'supervisor', 'dpo', 'system:referral', 'system:erasure'])
        expect([role, await intake.rowsAsApp(change(table), as(role))]).toEqual([role, []]);
    }
    for (const sql of [
      `UPDATE screening SET version = 2`,
      `UPDATE case_count SET plan = 'x'`,
      `DELETE FROM case_count`,
    ])
      await expect(intake.rowsAsApp(sql, as('system:key-rotation'))).rejects.toThrow(/permission denied/);
    const foreign = { ...as('system:key-rotation'), 'app.organisation_id': makeStaff().organisationId };
    for (const { table } of sealedTables) {
      expect(await intake.rowsAsApp(`SELECT 1 FROM ${table}`, foreign)).toEqual([]);
      expect((await intake.rowsAsApp(`SELECT 1 FROM ${table}`, as('system:key-rotation'))).length).toBeGreaterThan(0);
    }
  });

  it('is not sealed from what somebody wrote past the service', async () => {
    const manager = makeStaff();
    const { id } = await openCase(intake, manager);
    await intake.rows(`UPDATE case_file SET status = 'closed' WHERE id = '${id}'`);
    expect(await step.moveBatch(orderOf(manager))).toBe(0);
    expect((await named(id))['case_file']).toEqual([1]);
  });
});
