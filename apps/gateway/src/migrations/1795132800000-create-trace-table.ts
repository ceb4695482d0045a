import { auditTableV1 } from '@an-tam/audit';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTraceTable1795132800000 implements MigrationInterface {
  readonly name = 'CreateTraceTable1795132800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of auditTableV1('gateway_app')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entry');
  }
}
