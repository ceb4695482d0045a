import { dropSealTablesV1, sealTablesV1 } from '@an-tam/audit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAuditSeal1795310000000 implements MigrationInterface {
  readonly name = 'CreateAuditSeal1795310000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of sealTablesV1('identity_app')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropSealTablesV1('identity_app')) await runner.query(statement);
  }
}
