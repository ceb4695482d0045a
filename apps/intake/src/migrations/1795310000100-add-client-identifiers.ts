import type { PaddingClass } from '@an-tam/field-encryption';
import { sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const paddings = { document_number: 'fixed128', email: 'fixed256', uic: 'fixed128' } as const;
const columns = Object.keys(paddings);

/** NULL in rows sealed before the column was there; every row sealed since holds a value, "not told" included. */
const identifier = ([column, padding]: [string, PaddingClass]) => `
  ADD COLUMN ${sealedColumnV1(column, padding, true)},
  ADD COLUMN ${column}_index bytea,
  ADD COLUMN ${column}_index_version integer,
  ADD CHECK ((${column}_index IS NULL) = (${column}_index_version IS NULL)),
  ADD CHECK (${column} IS NOT NULL OR ${column}_index IS NULL)`;

/** Document number, e-mail address and UIC of a client, sealed, each found again by a blind index of its own. */
export class AddClientIdentifiers1795310000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE client ${Object.entries(paddings).map(identifier).join(',')}`);
    for (const column of columns)
      await runner.query(
        `CREATE INDEX client_by_${column} ON client (centre_id, ${column}_index) WHERE ${column}_index IS NOT NULL`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    const all = columns.flatMap((column) => [column, `${column}_index`, `${column}_index_version`]);
    await runner.query(`ALTER TABLE client ${all.map((column) => `DROP COLUMN ${column}`).join(', ')}`);
  }
}
