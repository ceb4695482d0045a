import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';

const ofCentre = 'centre_id = app_organisation()';
const holds = (role: string) => `'system:${role}' = ANY (app_roles())`;

const readTombstone = (others: string) =>
  `ALTER POLICY case_tombstone_of_centre ON case_tombstone USING (${ofCentre} OR ${holds('erasure')}${others})`;
const supervisor = `'supervisor' = ANY (app_roles()) AND intended_by_id = app_account()`;
const intend = (who: string) =>
  `ALTER POLICY case_tombstone_intent ON case_tombstone WITH CHECK (${ofCentre} AND (${who}) AND state = 'intended')`;

/**
 * The operator may destroy a case at the machine, by its code, as a supervisor does in the page; the tombstone keeps which
 * KEK version wrapped what was destroyed; and keys that never got a case can be told from those that have one.
 */
export class EraseAsOperator1795310000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY case_file_key_sweep ON case_file`);
    await runner.query(`DROP POLICY case_file_operator ON case_file`);
    await runner.query(`DROP POLICY case_file_operator_holds ON case_file`);
    await runner.query(intend(supervisor));
    await runner.query(readTombstone(''));
    await runner.query(`ALTER TABLE case_tombstone DROP COLUMN kek_version, ALTER intended_by_id SET NOT NULL`);
  }
}

const statements = [
  `ALTER TABLE case_tombstone ALTER intended_by_id DROP NOT NULL,
    ADD COLUMN kek_version integer CHECK (kek_version >= 0),
    ADD CHECK (kek_version IS NULL OR keys_destroyed_on IS NOT NULL)`,
  `COMMENT ON COLUMN case_tombstone.intended_by_id IS 'The member of staff who asked; null for the operator at the machine.'`,
  `COMMENT ON COLUMN case_tombstone.kek_version IS 'Newest KEK version of the centre that wrapped a key of the case; null before this was kept.'`,
  `GRANT UPDATE (kek_version) ON case_tombstone TO ${app}`,
  readTombstone(` OR ${holds('operator')} OR ${holds('key-sweep')}`),
  intend(`${supervisor} OR ${holds('operator')} AND intended_by_id IS NULL`),
  // To find a case by its code, and to hold its row while its erasure is written down; never to change it.
  `CREATE POLICY case_file_operator ON case_file FOR SELECT TO ${app} USING (${holds('operator')})`,
  `CREATE POLICY case_file_operator_holds ON case_file FOR UPDATE TO ${app}
    USING (${ofCentre} AND ${holds('operator')}) WITH CHECK (false)`,
  `CREATE POLICY case_file_key_sweep ON case_file FOR SELECT TO ${app} USING (${ofCentre} AND ${holds('key-sweep')})`,
];
