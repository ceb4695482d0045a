import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const once = (question: string) => `(SELECT ${question})`;
const ofCentre = `centre_id = ${once('app_organisation()')}`;
const hasRole = (...roles: string[]) => once(`app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`);
const own = `proposed_by_id = ${once('app_account()')}`;
const seen = (column: string) => `EXISTS (SELECT 1 FROM case_file c WHERE c.id = ${column})`;

/** Two files of one person become one by a second person's word, and can become two again. */
export class CreateCaseMerge1795350000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE case_merge`);
    await runner.query(`ALTER TABLE case_file DROP COLUMN merged_into_id`);
  }
}

const statements = [
  `ALTER TABLE case_file ADD COLUMN merged_into_id uuid REFERENCES case_file (id) CHECK (merged_into_id <> id)`,
  `CREATE INDEX case_file_folded ON case_file (merged_into_id) WHERE merged_into_id IS NOT NULL`,
  `COMMENT ON COLUMN case_file.merged_into_id IS 'The file of the same person that this one was folded into: it can only be read.'`,
  `CREATE TABLE case_merge (
    id uuid PRIMARY KEY,
    centre_id uuid NOT NULL,
    kept_id uuid NOT NULL REFERENCES case_file (id) ON DELETE CASCADE,
    folded_id uuid NOT NULL REFERENCES case_file (id) ON DELETE CASCADE CHECK (folded_id <> kept_id),
    reason text NOT NULL CHECK (reason IN ('she_said_so', 'same_details', 'staff_knows_her')),
    state text NOT NULL CHECK (state IN ('proposed', 'declined', 'approved', 'undone')),
    version integer NOT NULL CHECK (version > 0),
    proposed_by_id uuid NOT NULL,
    proposed_at timestamptz NOT NULL DEFAULT now(),
    decided_by_id uuid CHECK (decided_by_id <> proposed_by_id),
    decided_at timestamptz,
    undone_by_id uuid,
    undone_at timestamptz,
    before jsonb,
    CHECK ((state = 'proposed') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'undone') = (undone_by_id IS NOT NULL) AND (undone_by_id IS NULL) = (undone_at IS NULL)),
    CHECK ((state IN ('approved', 'undone')) = (before IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX case_merge_of_folded ON case_merge (folded_id) WHERE state IN ('proposed', 'approved')`,
  `CREATE INDEX case_merge_of_centre ON case_merge (centre_id, proposed_at DESC)`,
  `COMMENT ON TABLE case_merge IS 'That two files are about one person: proposed by one, decided by another, undone.'`,
  `COMMENT ON COLUMN case_merge.before IS 'Whose the folded file was and which exclusions came with the merge, for an undo.'`,
  `ALTER TABLE case_merge ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE case_merge FORCE ROW LEVEL SECURITY`,
  `GRANT SELECT, INSERT ON case_merge TO ${app}`,
  `GRANT UPDATE (state, version, decided_by_id, decided_at, undone_by_id, undone_at, before) ON case_merge TO ${app}`,
  `CREATE POLICY case_merge_read ON case_merge FOR SELECT TO ${app}
    USING (${ofCentre} AND ${hasRole('case_manager', 'supervisor')})`,
  `CREATE POLICY case_merge_propose ON case_merge FOR INSERT TO ${app}
    WITH CHECK (${ofCentre} AND ${hasRole('case_manager', 'supervisor')} AND ${own} AND state = 'proposed'
      AND ${seen('kept_id')} AND ${seen('folded_id')})`,
  `CREATE POLICY case_merge_decide ON case_merge FOR UPDATE TO ${app}
    USING (${ofCentre} AND ${hasRole('supervisor')})`,
];
