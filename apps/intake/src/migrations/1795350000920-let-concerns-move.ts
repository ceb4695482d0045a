import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const once = (question: string) => `(SELECT ${question})`;
const transferring = once(`app_roles() && ARRAY['system:transfer']`);
const moving = `${transferring} AND case_id = ANY (${once('app_cases_moving()')}::uuid[])`;

/** Concerns for somebody's safety go with the case; who was told of a clock worked at the centre it leaves. */
export class LetConcernsMove1795350000920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE POLICY safeguarding_concern_moving ON safeguarding_concern TO ${app}
      USING (${moving}) WITH CHECK (${transferring} AND centre_id = ${once('app_organisation()')})`);
    await runner.query(`GRANT DELETE ON safeguarding_escalation TO ${app}`);
    await runner.query(`CREATE POLICY safeguarding_escalation_left_behind ON safeguarding_escalation TO ${app}
      USING (${transferring} AND concern_id IN (SELECT id FROM safeguarding_concern WHERE ${moving})) WITH CHECK (false)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY safeguarding_escalation_left_behind ON safeguarding_escalation`);
    await runner.query(`REVOKE DELETE ON safeguarding_escalation FROM ${app}`);
    await runner.query(`DROP POLICY safeguarding_concern_moving ON safeguarding_concern`);
  }
}
