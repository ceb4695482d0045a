import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';
const rotating = `'system:key-rotation' = ANY (app_roles())`;
const ofCentre = `centre_id = app_organisation()`;

/** Tables whose rows nobody changes: the exchange of a key writes the same content once more. */
const writtenOnce = ['screening', 'follow_up'];

/**
 * Lets the exchange of keys, and nobody else, reach every sealed row of a centre. What hangs on a case follows the case:
 * the policies of those tables ask for its visible root row.
 */
export class LetRowsBeSealedAnew1795300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE POLICY case_file_key_rotation_read ON case_file FOR SELECT TO ${app} USING (${ofCentre} AND ${rotating})`,
      `CREATE POLICY case_file_key_rotation ON case_file FOR UPDATE TO ${app} USING (${ofCentre} AND ${rotating})`,
      ...writtenOnce.flatMap((t) => [
        `GRANT UPDATE (content, row_mac) ON ${t} TO ${app}`,
        `CREATE POLICY ${t}_only_sealed_anew ON ${t} AS RESTRICTIVE FOR UPDATE TO ${app} USING (${rotating})`,
      ]),
      // What was counted of a case stays out of reach of everybody else in the service: no policy shows it to them.
      `GRANT SELECT, UPDATE (content, row_mac) ON case_count TO ${app}`,
      `CREATE POLICY case_count_key_rotation ON case_count TO ${app}
        USING (${ofCentre} AND ${rotating} AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = case_count.case_id))`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const t of writtenOnce) {
      await runner.query(`REVOKE UPDATE (content, row_mac) ON ${t} FROM ${app}`);
      await runner.query(`DROP POLICY ${t}_only_sealed_anew ON ${t}`);
    }
    await runner.query(`DROP POLICY case_count_key_rotation ON case_count`);
    await runner.query(`REVOKE SELECT, UPDATE (content, row_mac) ON case_count FROM ${app}`);
    for (const name of ['case_file_key_rotation_read', 'case_file_key_rotation'])
      await runner.query(`DROP POLICY ${name} ON case_file`);
  }
}
