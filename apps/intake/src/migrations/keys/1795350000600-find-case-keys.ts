import type { MigrationInterface, QueryRunner } from 'typeorm';

const name = 'case_keys_of(uuid, uuid[])';

/** Reading keys is part of nearly every request: row security is narrowed and asked in one statement. */
export class FindCaseKeys1795350000600 implements MigrationInterface {
  name = 'FindCaseKeys1795350000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION case_keys_of(centre uuid, cases uuid[]) RETURNS SETOF case_key
      LANGUAGE plpgsql SECURITY INVOKER SET search_path = public AS $$
      BEGIN
        PERFORM set_config('app.organisation_id', centre::text, true);
        RETURN QUERY SELECT * FROM case_key WHERE case_id = ANY (cases);
      END $$`);
    await runner.query(
      `COMMENT ON FUNCTION ${name} IS 'Keys of these cases of one centre; the setting ends with the transaction.'`,
    );
    await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${name} TO intake_keys_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${name}`);
  }
}
