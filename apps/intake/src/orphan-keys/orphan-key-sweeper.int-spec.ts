import type { Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { CaseKeys } from '../case-keys/index.js';
import { OrphanKeySweeper } from './orphan-key-sweeper.js';

describe('keys whose case never came', () => {
  let intake: RunningIntake;

  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake.stop());

  const keysOf = (id: string) => intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`);
  const sweep = () => intake.app.get(OrphanKeySweeper).sweep();
  const age = (actor: Actor) =>
    intake.keyRows(
      `UPDATE case_key SET created_at = now() - interval '25 hours' WHERE centre_id = '${actor.organisationId}'`,
    );
  /** What a process leaves that is killed after the key and before the case. */
  async function leaveKey({ organisationId }: Actor): Promise<string> {
    const id = randomUUID();
    await intake.app.get(CaseKeys).create(organisationId, id);
    return id;
  }

  it('are destroyed after a day and written down; those of cases, erased ones included, are not touched', async () => {
    const manager = makeStaff();
    const kept = await openCase(intake, manager);
    const erased = await openCase(intake, manager);
    await intake.keyRows('REVOKE DELETE ON case_key FROM intake_keys_app');
    const begun = await intake.post(colleagueOf(manager, ['supervisor']), `/cases/${erased.id}/erasure`, {
      version: 1,
      typed: erased.code,
    });
    expect(begun.body).toMatchObject({ state: 'in_progress' });
    const orphan = await leaveKey(manager);
    await age(manager);
    const young = await leaveKey(manager);
    await intake.keyRows('GRANT DELETE ON case_key TO intake_keys_app');

    await sweep();
    expect(await keysOf(orphan)).toEqual([]);
    for (const id of [kept.id, erased.id, young]) expect([id, (await keysOf(id)).length]).toEqual([id, 1]);
    expect((await intake.get(manager, `/cases/${kept.id}`)).status).toBe(200);
    const entries = await intake.rows(
      `SELECT case_id, system, purpose, organisation_id FROM audit_entry WHERE action = 'destroy'`,
    );
    expect(entries).toEqual([
      { case_id: orphan, system: 'key-sweep', purpose: 'orphan', organisation_id: manager.organisationId },
    ]);
  });

  it('are left where no case can be seen at all: the database may be the wrong one', async () => {
    const manager = makeStaff();
    const opened = await openCase(intake, manager);
    const orphan = await leaveKey(manager);
    await age(manager);
    await intake.rows('ALTER POLICY case_file_key_sweep ON case_file USING (false)');
    await sweep();
    for (const id of [opened.id, orphan]) expect([id, (await keysOf(id)).length]).toEqual([id, 1]);
    await intake.rows(
      `ALTER POLICY case_file_key_sweep ON case_file USING (centre_id = app_organisation() AND 'system:key-sweep' = ANY (app_roles()))`,
    );
    await sweep();
    expect(await keysOf(orphan)).toEqual([]);
    expect((await intake.get(manager, `/cases/${opened.id}`)).status).toBe(200);
  });
});
