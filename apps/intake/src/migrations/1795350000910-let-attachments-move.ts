import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const once = (question: string) => `(SELECT ${question})`;
const hasRole = (...roles: string[]) => once(`app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`);
const transferring = hasRole('system:transfer');
const sealedAnewBy = (...roles: string[]) =>
  `ALTER POLICY attachment_only_sealed_anew ON attachment USING (${hasRole(...roles)})`;

/** Documents go with their case when it moves to another centre. */
export class LetAttachmentsMove1795350000910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT UPDATE (centre_id) ON attachment TO ${app}`);
    await runner.query(`CREATE POLICY attachment_moving ON attachment TO ${app}
      USING (${transferring} AND case_id = ANY (${once('app_cases_moving()')}::uuid[]))
      WITH CHECK (${transferring} AND centre_id = ${once('app_organisation()')})`);
    await runner.query(sealedAnewBy('system:key-rotation', 'system:transfer'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(sealedAnewBy('system:key-rotation'));
    await runner.query(`DROP POLICY attachment_moving ON attachment`);
    await runner.query(`REVOKE UPDATE (centre_id) ON attachment FROM ${app}`);
  }
}
