/** A log of a million entries: sealing it, verifying it against its published head, proving one entry of it. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
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
} from '@an-tam/persistence';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { freePort } from '../../../dist/apps/launcher/free-port.js';
import { median } from '../measure.mjs';

const LOG = 'bench';
const ENTRIES = 1_000_000;
/** As many entries share one transaction as a busy second has. */
const ENTRIES_A_TRANSACTION = 100;
const RUNS = 3;
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
    yield line('seal 1M entries', [sealing]);

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
    yield line('verify 1M entries', verifying, VERIFY_BAR);
    yield line('prove one of 1M', proving);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
