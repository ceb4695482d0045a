import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';

/** What hangs on a case and the service reaches. */
const caseTables = ['client', 'consent', 'screening', 'follow_up', 'case_referral'];

const ofCentre = 'centre_id = app_organisation()';
const erasing = `'system:erasure' = ANY (app_roles())`;
const tombstoneOf = (id: string, condition = '') =>
  `EXISTS (SELECT 1 FROM case_tombstone t WHERE t.id = ${id}${condition})`;
const keysGone = ` AND t.state = 'keys_destroyed'`;

/** What is left of an erased case; with it a case disappears, and without it none can be removed. */
export class CreateCaseTombstone1795300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...table(), ...policies()]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE DELETE ON case_file, ${caseTables.join(', ')} FROM ${app}`);
    for (const name of ['not_being_erased', 'being_erased', 'erased'])
      await runner.query(`DROP POLICY case_file_${name} ON case_file`);
    for (const t of ['case_file', ...caseTables]) await runner.query(`DROP POLICY ${t}_only_erased ON ${t}`);
    await runner.query(countReference(''));
    await runner.query(`DROP TABLE case_tombstone`);
  }
}

const countReference = (onDelete: string) =>
  `ALTER TABLE case_count DROP CONSTRAINT case_count_case_id_fkey,
    ADD CONSTRAINT case_count_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ${onDelete}`;

function table(): string[] {
  return [
    `CREATE TABLE case_tombstone (
      id uuid PRIMARY KEY,
      centre_id uuid NOT NULL,
      code text NOT NULL UNIQUE,
      state text NOT NULL CHECK (state IN ('intended', 'keys_destroyed', 'erased')),
      key_versions integer NOT NULL CHECK (key_versions >= 0),
      records integer NOT NULL DEFAULT 0 CHECK (records >= 0),
      intended_by_id uuid NOT NULL,
      intended_at timestamptz NOT NULL DEFAULT now(),
      keys_destroyed_on date,
      backups_expire_on date,
      erased_at timestamptz,
      CHECK ((state = 'intended') = (keys_destroyed_on IS NULL)),
      CHECK ((keys_destroyed_on IS NULL) = (backups_expire_on IS NULL)),
      CHECK ((state = 'erased') = (erased_at IS NOT NULL))
    )`,
    `CREATE INDEX case_tombstone_unfinished ON case_tombstone (intended_at) WHERE state <> 'erased'`,
    `COMMENT ON TABLE case_tombstone IS 'That a case was, and when its keys and rows were destroyed; nothing of the person.'`,
    `COMMENT ON COLUMN case_tombstone.state IS 'intended: out of everybody''s reach; keys_destroyed; erased: no row of the case is left.'`,
    `COMMENT ON COLUMN case_tombstone.backups_expire_on IS 'Day after which no backup of the key database can hold a key of the case.'`,
  ];
}

function policies(): string[] {
  return [
    `ALTER TABLE case_tombstone ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE case_tombstone FORCE ROW LEVEL SECURITY`,
    `GRANT SELECT, INSERT ON case_tombstone TO ${app}`,
    `GRANT UPDATE (state, records, keys_destroyed_on, backups_expire_on, erased_at) ON case_tombstone TO ${app}`,
    // Whoever works in the centre: the policies of case_file look here for each of them.
    `CREATE POLICY case_tombstone_of_centre ON case_tombstone FOR SELECT TO ${app} USING (${ofCentre} OR ${erasing})`,
    `CREATE POLICY case_tombstone_intent ON case_tombstone FOR INSERT TO ${app}
      WITH CHECK (${ofCentre} AND 'supervisor' = ANY (app_roles()) AND intended_by_id = app_account() AND state = 'intended')`,
    `CREATE POLICY case_tombstone_progress ON case_tombstone FOR UPDATE TO ${app} USING (${ofCentre} AND ${erasing})`,
    `CREATE POLICY case_file_not_being_erased ON case_file AS RESTRICTIVE TO ${app}
      USING (NOT ${tombstoneOf('case_file.id')} OR ${erasing})`,
    `CREATE POLICY case_file_being_erased ON case_file FOR SELECT TO ${app}
      USING (${ofCentre} AND ${erasing} AND ${tombstoneOf('case_file.id')})`,
    `CREATE POLICY case_file_erased ON case_file FOR DELETE TO ${app}
      USING (${ofCentre} AND ${erasing} AND ${tombstoneOf('case_file.id', keysGone)})`,
    // Nothing of a case can be removed unless its keys are gone already, whoever asks.
    `CREATE POLICY case_file_only_erased ON case_file AS RESTRICTIVE FOR DELETE TO ${app}
      USING (${erasing} AND ${tombstoneOf('case_file.id', keysGone)})`,
    ...caseTables.map(
      (t) => `CREATE POLICY ${t}_only_erased ON ${t} AS RESTRICTIVE FOR DELETE TO ${app}
        USING (${erasing} AND ${tombstoneOf(`${t}.case_id`, keysGone)})`,
    ),
    `GRANT DELETE ON case_file, ${caseTables.join(', ')} TO ${app}`,
    // The service must not read what was counted of a case: the row goes with the case by itself.
    countReference('ON DELETE CASCADE'),
  ];
}
