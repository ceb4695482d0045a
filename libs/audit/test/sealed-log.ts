import type { Actor, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, queryRows } from '../../../test/support/database.js';
import { AuditLog } from '../src/audit-log.js';
import { auditTableV1 } from '../src/audit-table.js';
import { AuditSealRepository } from '../src/sealing/audit-seal.repository.js';
import { AuditSealer } from '../src/sealing/audit-sealer.js';
import { readLog } from '../src/sealing/log-reader.js';
import { readPublishedHead } from '../src/sealing/published-head.js';
import { dropSealTablesV1, sealTablesV1 } from '../src/sealing/seal-tables.js';
import { logSigner, type LogSigner } from '../src/sealing/tree-head.js';
import { verifyLog, type LogVerdict } from '../src/sealing/verify-log.js';

class CreateSealedLog1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...auditTableV1('sealed_app'), ...sealTablesV1('sealed_app')]) await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [...dropSealTablesV1('sealed_app'), 'DROP TABLE audit_entry']) await runner.query(sql);
  }
}

const actor: Actor = {
  accountId: randomUUID(),
  organisationId: randomUUID(),
  organisationName: 'Trung tâm',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles: ['case_manager', 'supervisor'],
  displayName: 'x',
  grantsVersion: 1,
};
const context: UserContext = { actor, requestId: randomUUID() };

/** A signing key of its own. */
export function newSigner(): LogSigner {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return logSigner({ d, x });
}

/** A log in a database of its own with three seals over nine entries, in which the sixth is the last of the second. */
export async function sealedLog() {
  const database = await createTestDatabase('sealed', ['sealed_app'], [CreateSealedLog1700000000001]);
  const dataSource = await new DataSource({ type: 'postgres', url: database.url() }).initialize();
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'an-tam-heads-')));
  const [headsFolder = '', otherFolder = ''] = folders;
  const unitOfWork = new UnitOfWork(dataSource);
  const audit = new AuditLog(unitOfWork);
  const signer = newSigner();
  const sealerWith = (key: LogSigner, folder = headsFolder) =>
    new AuditSealer(unitOfWork, new AuditSealRepository(), { log: 'sealed', signer: () => key, headsFolder: folder });
  const sealer = sealerWith(signer);
  const rows = (sql: string, parameters: unknown[] = []) => queryRows(database.superuserUrl, sql, { parameters });
  const log = {
    ...{ database, audit, unitOfWork, signer, sealer, sealerWith, rows, headsFolder, otherFolder },
    write: (action: string) =>
      unitOfWork.run(context, (tx) =>
        audit.append(tx, {
          action,
          resource: 'CaseFile',
          recordId: randomUUID(),
          rowVersion: 2,
          rowMac: Buffer.alloc(32, 1),
        }),
      ),
    ids: async () => (await rows('SELECT id FROM audit_entry ORDER BY transaction_id, id')).map(({ id }) => String(id)),
    seals: async () => (await rows('SELECT tree_size::int AS n FROM audit_seal ORDER BY tree_size')).map(({ n }) => n),
    verify: (heads = [readPublishedHead(headsFolder, 'sealed')], url = database.superuserUrl): Promise<LogVerdict> =>
      readLog(url, (connection) =>
        verifyLog(
          connection,
          'sealed',
          heads.filter((head) => head !== undefined),
        ),
      ),
    /**
     * Seals until every entry is: an open transaction of another database on the test server holds the horizon back,
     * as it may in production, where the next turn seals the rest.
     */
    async sealAll(by: AuditSealer = sealer) {
      for (;;) {
        await by.seal();
        const [left] = await rows(
          `SELECT count(*)::int - coalesce((SELECT max(tree_size) FROM audit_seal), 0)::int AS n FROM audit_entry`,
        );
        if (left?.['n'] === 0) return;
        await sleep(20);
      }
    },
    async stop() {
      await dataSource.destroy();
      await database.drop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const action of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
    await log.write(action);
    if ('cfi'.includes(action)) await log.sealAll();
  }
  return log;
}

export type SealedLog = Awaited<ReturnType<typeof sealedLog>>;
