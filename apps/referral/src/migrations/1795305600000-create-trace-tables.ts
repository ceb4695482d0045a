import { auditTableV1 } from '@an-tam/audit';
import { outboxTablesV1 } from '@an-tam/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audit entries, outgoing and incoming messages. */
export class CreateTraceTables1795305600000 implements MigrationInterface {
  readonly name = 'CreateTraceTables1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT USAGE ON SCHEMA public TO referral_app');
    for (const statement of [...auditTableV1('referral_app'), ...outboxTablesV1('referral_app')])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_message, outbox_message, outbox_sequence, audit_entry');
  }
}
