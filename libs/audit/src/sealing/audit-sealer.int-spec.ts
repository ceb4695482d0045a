import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { queryRows } from '../../../../test/support/database.js';
import { newSigner, sealedLog, type SealedLog } from '../../test/sealed-log.js';
import { readPublishedHead } from './published-head.js';

describe('the sealer', () => {
  let log: SealedLog;
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
    await log.sealAll();
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
    await log.sealAll();
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
    await log.sealAll();
    const verdict = await log.verify();
    expect([verdict.fault, verdict.sealed, verdict.unsealed]).toEqual([undefined, 129, 0]);
  });

  it('leaves the service able to add seals and entries, not to change one or to choose their time', async () => {
    const asSealer = { settings: { 'app.roles': 'system:audit-sealer', 'app.request_id': 'x' } };
    const asApp = (sql: string) => queryRows(log.database.url(), sql, asSealer);
    expect(await asApp('SELECT 1 FROM audit_seal')).not.toEqual([]);
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
    await log.sealAll();
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
