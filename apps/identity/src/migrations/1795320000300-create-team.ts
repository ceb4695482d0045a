import type { MigrationInterface, QueryRunner } from 'typeorm';

const organisation = `nullif(current_setting('app.organisation_id', true), '')::uuid`;
const isUpkeep = `current_setting('app.roles', true) = 'system:accounts'`;

/** Parts of a centre with a caseload of their own, such as peer groups, and which of them a member is in. */
export class CreateTeam1795320000300 implements MigrationInterface {
  readonly name = 'CreateTeam1795320000300';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `CREATE TABLE team (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation (id),
        name text NOT NULL,
        UNIQUE (organisation_id, name),
        UNIQUE (organisation_id, id)
      )`,
      `COMMENT ON TABLE team IS 'Parts of a centre with a caseload of their own, such as peer groups.'`,
      `COMMENT ON COLUMN team.id IS 'Random id; files of the team carry it.'`,
      `COMMENT ON COLUMN team.organisation_id IS 'Whose part it is.'`,
      `COMMENT ON COLUMN team.name IS 'What colleagues call it.'`,
      `ALTER TABLE team ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE team FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY team_of_organisation ON team FOR SELECT USING (organisation_id = ${organisation})`,
      `CREATE POLICY team_add ON team FOR INSERT WITH CHECK (${isUpkeep} AND organisation_id = ${organisation})`,
      `GRANT SELECT, INSERT ON team TO identity_app`,
      // A team of the same organisation, or none.
      `ALTER TABLE membership ADD COLUMN team_id uuid,
        ADD CONSTRAINT membership_team FOREIGN KEY (organisation_id, team_id) REFERENCES team (organisation_id, id)`,
      `COMMENT ON COLUMN membership.team_id IS 'The team the member is in; null: in none.'`,
    ])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE membership DROP COLUMN team_id`);
    await runner.query(`DROP TABLE team`);
  }
}
