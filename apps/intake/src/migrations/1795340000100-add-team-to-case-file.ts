import type { MigrationInterface, QueryRunner } from 'typeorm';

const once = (question: string) => `(SELECT ${question})`;
const hasRole = (...roles: string[]) => once(`app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`);
const ofCentre = `centre_id = ${once('app_organisation()')}`;
const own = `${once('app_account()')} IN (assignee_id, opened_by_id)
  OR assignee_id = ANY (${once('app_absent_colleagues()')}::uuid[])`;

const before = `${ofCentre} AND (${hasRole('case_manager', 'supervisor', 'system:referral')}
  OR (${hasRole('outreach_worker')} AND (${own})))`;
const since = `${ofCentre} AND (${hasRole('supervisor', 'system:referral')}
  OR (${hasRole('case_manager')} AND coalesce(team_id, centre_id) = ${once('app_team()')})
  OR (${hasRole('outreach_worker', 'case_manager')} AND (${own})))`;
const needToKnow = (condition: string) =>
  `ALTER POLICY case_file_need_to_know ON case_file USING (${condition}) WITH CHECK (${condition})`;

/** Files belong to the caseload of a team; a case manager leads that of the own team. Without teams there is one: the centre. */
export class AddTeamToCaseFile1795340000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      `ALTER TABLE case_file ADD COLUMN team_id uuid CHECK (team_id <> centre_id)`,
      `COMMENT ON COLUMN case_file.team_id IS 'Whose caseload it is part of; null: of whoever is in no team.'`,
      `CREATE FUNCTION app_team() RETURNS uuid LANGUAGE sql STABLE AS $$
        SELECT coalesce(nullif(current_setting('app.team_id', true), '')::uuid, app_organisation()) $$`,
      needToKnow(since),
    ])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(needToKnow(before));
    await runner.query(`DROP FUNCTION app_team`);
    await runner.query(`ALTER TABLE case_file DROP COLUMN team_id`);
  }
}
