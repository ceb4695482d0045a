/**
 * A log of a million entries: writing to it, sealing it, verifying it against its published head, proving one entry of it.
 * `AN_TAM_BENCH_ENTRIES` makes it shorter; the bar is for a million.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AuditLog,
  AuditModule,
  AuditSealingModule,
  auditTableV1,
  proveEntry,
  readLog,
  readPublishedHead,
  sealTablesV1,
  verifyLog,
} from '@an-tam/audit';
import {
  databaseUrl,
  migrateDatabase,
  PersistenceModule,
  provisionDatabase,
  startEmbeddedPostgres,
  UnitOfWork,
} from '@an-tam/persistence';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { freePort } from '../../../dist/apps/launcher/free-port.js';
import { interleave, linesOf, median } from '../measure.mjs';

const LOG = 'bench';
const ENTRIES = Number(process.env.AN_TAM_BENCH_ENTRIES ?? 1_000_000);
const MANY = ENTRIES === 1_000_000 ? '1M' : `${ENTRIES / 1000}k`;
/** As many entries share one transaction as a busy second has. */
const ENTRIES_A_TRANSACTION = 100;
const RUNS = 3;
const WRITE_ROUNDS = 200;
/** Seconds, of quality's page on the audit log. */
const VERIFY_BAR = 60;

class CreateLog1700000000001 {
  async up(runner) {
    for (const sql of [...auditTableV1('bench_app'), ...sealTablesV1('bench_app')]) await runner.query(sql);
  }
  async down() {}
}

/** Entries as intake writes them, through the database's own defaults. */
async function fill(superuserUrl) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  for (let done = 0; done < ENTRIES; done += ENTRIES_A_TRANSACTION)
    await client.query(
      `INSERT INTO audit_entry (id, account_id, organisation_id, roles, request_id, action, resource, record_id, case_id,
         outcome, row_version, row_mac)
       SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{case_manager}', gen_random_uuid(), 'update',
         'CaseFile', gen_random_uuid(), gen_random_uuid(), 'done', 2, decode(repeat('ab', 32), 'hex')
       FROM generate_series(1, ${ENTRIES_A_TRANSACTION})`,
    );
  await client.query('ANALYZE audit_entry');
  const { rows } = await client.query('SELECT id FROM audit_entry ORDER BY id LIMIT 1');
  await client.end();
  return rows[0].id;
}

/** What an entry adds to a transaction that reads one row, on a log of this length. */
async function* writing(url) {
  const imports = [PersistenceModule.forRoot({ url, entities: [], migrations: [CreateLog1700000000001] }), AuditModule];
  class WritingModule {}
  const service = await NestFactory.createApplicationContext({ module: WritingModule, imports }, { logger: false });
  try {
    const [unitOfWork, audit] = [service.get(UnitOfWork), service.get(AuditLog)];
    const read = (then) => () => {
      const actor = {
        accountId: randomUUID(),
        organisationId: randomUUID(),
        roles: ['case_manager'],
        provinceCode: '33',
      };
      return unitOfWork.run({ actor, requestId: randomUUID() }, async (tx) => {
        await then(tx);
        await tx.manager.query('SELECT 1');
      });
    };
    const recordId = randomUUID();
    const fact = { action: 'read', resource: 'CaseFile', recordId, caseId: recordId };
    const times = await interleave(
      { read: read(() => undefined), 'read, with an entry': read((tx) => audit.append(tx, fact)) },
      WRITE_ROUNDS,
    );
    yield* linesOf({ bench: 'audit', name: `write, log of ${MANY}`, baseline: 'read', times });
  } finally {
    await service.close();
  }
}

async function seconds(work) {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function line(name, times, atMost) {
  const made = {
    ...{ bench: 'audit', case: name, subject: 'an-tam', unit: 's' },
    ...{ median: Number(median(times).toFixed(3)), min: Number(Math.min(...times).toFixed(3)) },
    ...{ max: Number(Math.max(...times).toFixed(3)), runs: times.length, baseline: null, ratio: null },
  };
  return atMost === undefined ? made : { ...made, bar: `<= ${atMost} s`, holds: made.median <= atMost };
}

export async function* run() {
  const folder = await mkdtemp('/tmp/an-tam-bench-');
  const server = await startEmbeddedPostgres({ dataDir: folder, port: await freePort(), durable: false });
  try {
    const owner = { name: 'bench_owner', password: 'bench-only' };
    const app = { name: 'bench_app', password: 'bench-only' };
    await provisionDatabase(server.adminUrl, { database: LOG, owner, roles: [app] });
    await migrateDatabase(databaseUrl(server.adminUrl, LOG, owner), [CreateLog1700000000001]);
    const superuserUrl = new URL(server.adminUrl);
    superuserUrl.pathname = `/${LOG}`;
    const entryId = await fill(superuserUrl.href);

    const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    const heads = join(folder, 'heads');
    const settings = { AN_TAM_PROFILE: 'production', AN_TAM_AUDIT_HEADS_DIR: heads, AN_TAM_AUDIT_KEY: { d, x } };
    const url = databaseUrl(server.adminUrl, LOG, app);
    const imports = [
      PersistenceModule.forRoot({ url, entities: [], migrations: [CreateLog1700000000001] }),
      ...AuditSealingModule.forService(LOG, settings),
    ];
    class BenchModule {}
    const sealing = await seconds(async () => {
      const service = await NestFactory.createApplicationContext({ module: BenchModule, imports }, { logger: false });
      // It seals from its start on, and its end waits for that.
      await service.close();
    });
    yield line(`seal ${MANY} entries`, [sealing]);

    const head = readPublishedHead(heads, LOG);
    if (head?.size !== ENTRIES) throw new Error(`${head?.size} entries were sealed.`);
    const [verifying, proving] = [[], []];
    for (let at = 0; at < RUNS; at += 1) {
      verifying.push(
        await seconds(async () => {
          const verdict = await readLog(url, (log) => verifyLog(log, LOG, [head]));
          if (verdict.fault || verdict.sealed !== ENTRIES) throw new Error('The log does not verify.');
        }),
      );
      proving.push(
        await seconds(async () => {
          if (!(await readLog(url, (log) => proveEntry(log, entryId, head)))) throw new Error('There is no proof.');
        }),
      );
    }
    yield line(`verify ${MANY} entries`, verifying, VERIFY_BAR);
    yield line(`prove one of ${MANY}`, proving);
    // Last, since it makes the log longer.
    yield* writing(url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
