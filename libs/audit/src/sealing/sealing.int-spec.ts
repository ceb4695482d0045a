import type { Actor, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, queryRows, type TestDatabase } from '../../../../test/support/database.js';
import { AuditLog } from '../audit-log.js';
import { auditTableV1 } from '../audit-table.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditSealer } from './audit-sealer.js';
import { readLog } from './log-reader.js';
import { readPublishedHead } from './published-head.js';
import { dropSealTablesV1, sealTablesV1 } from './seal-tables.js';
import { logSigner, type LogSigner } from './tree-head.js';
import { verifyLog, type LogVerdict } from './verify-log.js';

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

function newSigner(): LogSigner {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return logSigner({ d, x });
}

/** A log in a database of its own with three seals over nine entries, in which the sixth is the last of the second. */
async function sealedLog() {
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
    async stop() {
      await dataSource.destroy();
      await database.drop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const action of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
    await log.write(action);
    if ('cfi'.includes(action)) await sealer.seal();
  }
  return log;
}

type Log = Awaited<ReturnType<typeof sealedLog>>;

describe('sealing', () => {
  let log: Log;
  beforeEach(async () => (log = await sealedLog()));
  afterEach(() => log.stop());

  it('seals what is committed, chains the heads, publishes the newest, and verifies as any account', async () => {
    expect(await log.seals()).toEqual([3, 6, 9]);
    await log.write('j');
    for (const url of [log.database.superuserUrl, log.database.url()]) {
      const verdict = await log.verify(undefined, url);
      expect(verdict).toMatchObject({ sealed: 9, seals: 3, unsealed: 1 });
      expect(verdict.fault).toBeUndefined();
    }
    expect(readPublishedHead(log.headsFolder, 'sealed')).toMatchObject({ size: 9, log: 'sealed' });
    await log.sealer.seal();
    await log.sealer.seal();
    expect(await log.seals()).toEqual([3, 6, 9, 10]);
    expect(await log.verify()).toMatchObject({ sealed: 10, unsealed: 0 });
  });

  it('waits for a transaction that is still open, and skips nothing when it commits late', async () => {
    const late = new pg.Client({ connectionString: log.database.superuserUrl });
    await late.connect();
    await late.query('BEGIN');
    await late.query(
      `INSERT INTO audit_entry (id, system, roles, request_id, action, resource, outcome)
       VALUES (gen_random_uuid(), 'x', '{}', 'x', 'late', 'X', 'done')`,
    );
    await log.write('early');
    await log.sealer.seal();
    expect(await log.seals()).toEqual([3, 6, 9]);
    await late.query('COMMIT');
    await late.end();
    await log.sealer.seal();
    const verdict = await log.verify();
    expect([verdict.fault, verdict.sealed, verdict.unsealed]).toEqual([undefined, 11, 0]);
  });

  it('never forks, however many processes seal at once while others write', async () => {
    const sealers = [1, 2, 3, 4].map(() => log.sealerWith(log.signer));
    let isWriting = true;
    const sealing = sealers.map(async (sealer) => {
      while (isWriting) {
        await sealer.seal();
        await sleep(1);
      }
    });
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (let i = 0; i < 40; i += 1) await log.write('busy');
      }),
    );
    isWriting = false;
    await Promise.all(sealing);
    await log.sealer.seal();
    const verdict = await log.verify();
    expect([verdict.fault, verdict.sealed, verdict.unsealed]).toEqual([undefined, 129, 0]);
  });

  it('leaves the service able to add seals and entries, not to change one or to choose their time', async () => {
    const asSealer = { settings: { 'app.roles': 'system:audit-sealer', 'app.request_id': 'x' } };
    const asApp = (sql: string) => queryRows(log.database.url(), sql, asSealer);
    expect((await asApp('SELECT 1 FROM audit_seal')).length).toBe(3);
    for (const sql of ['UPDATE audit_seal SET head = head', 'DELETE FROM audit_seal', 'TRUNCATE audit_seal'])
      await expect(asApp(sql)).rejects.toThrow(/permission denied/);
    const entry = (columns: string, values: string) =>
      asApp(`INSERT INTO audit_entry (id, system, roles, request_id, action, resource, outcome${columns})
             VALUES (gen_random_uuid(), 'x', '{}', 'x', 'x', 'X', 'done'${values})`);
    await expect(entry(', at', ', now()')).rejects.toThrow(/permission denied/);
    await expect(entry(', transaction_id', `, '4'::xid8`)).rejects.toThrow(/permission denied/);
    await entry('', '');
    expect(await queryRows(log.database.url(), 'SELECT 1 FROM audit_seal')).toEqual([]);
    await expect(
      queryRows(log.database.url(), `INSERT INTO audit_seal SELECT * FROM audit_seal`, {
        settings: { 'app.roles': 'supervisor' },
      }),
    ).resolves.toEqual([]);
  });

  it('does not seal over a log that was changed below it', async () => {
    const refusal = async (change: string, restore?: string) => {
      await log.rows(change);
      await log.write('after');
      await expect(log.sealer.seal()).rejects.toThrow(/audit log sealed is broken/);
      if (restore) await log.rows(restore);
    };
    const size = (await log.seals()).length;
    await expect(log.sealerWith(newSigner(), log.otherFolder).seal()).rejects.toThrow(/not signed by the key/);
    await refusal(
      `UPDATE audit_seal SET frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1) WHERE tree_size = 9`,
      `UPDATE audit_seal SET frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1) WHERE tree_size = 9`,
    );
    await refusal(
      `UPDATE audit_seal SET last_transaction = '999999999'::xid8 WHERE tree_size = 9`,
      `UPDATE audit_seal SET last_transaction = (SELECT transaction_id FROM audit_entry WHERE action = 'i') WHERE tree_size = 9`,
    );
    expect((await log.seals()).length).toBe(size);
    await log.sealer.seal();
    expect((await log.verify()).fault).toBeUndefined();
    await refusal(`DELETE FROM audit_seal WHERE tree_size > 6`);
    await refusal(`DELETE FROM audit_seal`);
  });

  it('tells a damaged published head from none', async () => {
    const file = join(log.headsFolder, 'sealed.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/"signature": ".{4}/, '"signature": "AAAA'));
    expect(() => readPublishedHead(log.headsFolder, 'sealed')).toThrow(/not a signed head/);
    expect(readPublishedHead(log.otherFolder, 'sealed')).toBeUndefined();
    expect((await log.verify([])).fault).toEqual({ kind: 'unpublished', entry: 1, until: 9 });
  });
});

describe('verification names the first bad entry', () => {
  let log: Log;
  let ids: string[];
  beforeEach(async () => {
    log = await sealedLog();
    ids = await log.ids();
    expect((await log.verify()).fault).toBeUndefined();
  });
  afterEach(() => log.stop());

  it.each([
    ['action', `action = 'z'`],
    ['account', `account_id = gen_random_uuid()`],
    ['time', `at = at + interval '1 microsecond'`],
    ['organisation', `organisation_id = NULL`],
    ['roles', `roles = array_append(roles, 'dpo')`],
    ['case', `case_id = 'x'`],
    ['outcome', `outcome = 'denied'`],
    ['row version', `row_version = 3`],
    ['row MAC', `row_mac = set_byte(row_mac, 31, 2)`],
  ])('when its %s was changed', async (_what, change) => {
    await log.rows(`UPDATE audit_entry SET ${change} WHERE id = $1`, [ids[4]]);
    expect((await log.verify()).fault).toEqual({ kind: 'changed', entry: 5, entryId: ids[4] });
  });

  it.each([0, 4, 8])('when it was dropped (entry %i)', async (place) => {
    await log.rows('DELETE FROM audit_entry WHERE id = $1', [ids[place]]);
    expect((await log.verify()).fault).toEqual({ kind: 'missing', entry: place + 1, entryId: ids[place] });
  });

  it('when it was moved', async () => {
    const places = await log.rows('SELECT transaction_id FROM audit_entry WHERE id IN ($1, $2)', [ids[3], ids[7]]);
    expect(places).toHaveLength(2);
    await log.rows(
      `UPDATE audit_entry e SET transaction_id = o.transaction_id FROM audit_entry o
        WHERE (e.id, o.id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
      [ids[3], ids[7]],
    );
    expect((await log.verify()).fault).toEqual({ kind: 'moved', entry: 4, entryId: ids[7] });
  });

  it('when it was slipped in', async () => {
    const [added] = await log.rows(
      `INSERT INTO audit_entry (id, transaction_id, system, roles, request_id, action, resource, outcome)
       SELECT 'ffffffff-ffff-4fff-bfff-ffffffffffff', transaction_id, 'x', '{}', 'x', 'x', 'X', 'done'
         FROM audit_entry WHERE id = $1 RETURNING id`,
      [ids[1]],
    );
    expect((await log.verify()).fault).toEqual({ kind: 'inserted', entry: 3, entryId: added?.['id'] });
  });

  it('when the end was cut off, with its seals or without', async () => {
    await log.rows('DELETE FROM audit_entry WHERE id = ANY ($1)', [ids.slice(6)]);
    expect((await log.verify()).fault).toMatchObject({ kind: 'missing', entry: 7, entryId: ids[6] });
    await log.rows('DELETE FROM audit_seal WHERE tree_size > 6');
    expect((await log.verify()).fault).toEqual({ kind: 'truncated', entry: 7, until: 9 });
    await log.rows('TRUNCATE audit_seal, audit_entry');
    expect((await log.verify()).fault).toEqual({ kind: 'truncated', entry: 1, until: 9 });
  });

  it('when the list of its seal was changed along with it, as far as the signed roots can tell', async () => {
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE id = $1`, [ids[4]]);
    const [forged] = await log.rows(`SELECT leaf_hashes FROM audit_seal WHERE tree_size = 6`);
    const changed = Buffer.from(forged?.['leaf_hashes'] as Buffer);
    // What the changed entry's leaf would be is taken from a service that seals it.
    await log.rows('CREATE TABLE kept AS SELECT * FROM audit_seal');
    await log.rows('TRUNCATE audit_seal');
    await log.sealerWith(log.signer, log.otherFolder).seal();
    const [anew] = await log.rows('SELECT leaf_hashes FROM audit_seal');
    (anew?.['leaf_hashes'] as Buffer).copy(changed, 32, 4 * 32, 5 * 32);
    await log.rows('TRUNCATE audit_seal');
    await log.rows('INSERT INTO audit_seal SELECT * FROM kept');
    await log.rows('UPDATE audit_seal SET leaf_hashes = $1 WHERE tree_size = 6', [changed]);
    expect((await log.verify()).fault).toEqual({ kind: 'seal', entry: 4, until: 6 });
  });

  it('when a seal in the middle was taken out or signed by another', async () => {
    await log.rows(
      'UPDATE audit_seal SET signature = (SELECT signature FROM audit_seal WHERE tree_size = 3) WHERE tree_size = 6',
    );
    expect((await log.verify()).fault).toEqual({ kind: 'seal', entry: 4, until: 6 });
    await log.rows('DELETE FROM audit_seal WHERE tree_size = 6');
    expect((await log.verify()).fault).toMatchObject({ entry: 4 });
  });

  it('when the whole log was written anew and sealed with the right key', async () => {
    const early = readPublishedHead(log.headsFolder, 'sealed');
    await log.write('j');
    await log.sealer.seal();
    const late = readPublishedHead(log.headsFolder, 'sealed');
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE id = $1`, [ids[4]]);
    await log.rows('TRUNCATE audit_seal');
    await log.sealerWith(log.signer, log.otherFolder).seal();
    const itself = readPublishedHead(log.otherFolder, 'sealed');
    expect((await log.verify([itself])).fault).toBeUndefined();
    expect((await log.verify([late])).fault).toEqual({ kind: 'rewritten', entry: 1, until: 10 });
    expect((await log.verify([late, early])).fault).toEqual({ kind: 'rewritten', entry: 1, until: 9 });
    await expect(log.sealer.seal()).rejects.toThrow(/broken/);
  });

  it('when only what came after an earlier published head was written anew', async () => {
    const early = readPublishedHead(log.headsFolder, 'sealed');
    await log.write('j');
    await log.sealer.seal();
    const late = readPublishedHead(log.headsFolder, 'sealed');
    await log.rows('DELETE FROM audit_seal WHERE tree_size > 9');
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE action = 'j'`);
    await log.sealerWith(log.signer, log.otherFolder).seal();
    expect((await log.verify([late, early])).fault).toEqual({ kind: 'rewritten', entry: 10, until: 10 });
  });
});
