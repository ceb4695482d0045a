import { sealedLog, type SealedLog } from '../../test/sealed-log.js';
import { readPublishedHead } from './published-head.js';

describe('verification names the first bad entry', () => {
  let log: SealedLog;
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
    await log.sealAll(log.sealerWith(log.signer, log.otherFolder));
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
    await log.sealAll();
    const late = readPublishedHead(log.headsFolder, 'sealed');
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE id = $1`, [ids[4]]);
    await log.rows('TRUNCATE audit_seal');
    await log.sealAll(log.sealerWith(log.signer, log.otherFolder));
    const itself = readPublishedHead(log.otherFolder, 'sealed');
    expect((await log.verify([itself])).fault).toBeUndefined();
    expect((await log.verify([late])).fault).toEqual({ kind: 'rewritten', entry: 1, until: 10 });
    expect((await log.verify([late, early])).fault).toEqual({ kind: 'rewritten', entry: 1, until: 9 });
    await expect(log.sealer.seal()).rejects.toThrow(/broken/);
  });

  it('when only what came after an earlier published head was written anew', async () => {
    const early = readPublishedHead(log.headsFolder, 'sealed');
    await log.write('j');
    await log.sealAll();
    const late = readPublishedHead(log.headsFolder, 'sealed');
    await log.rows('DELETE FROM audit_seal WHERE tree_size > 9');
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE action = 'j'`);
    await log.sealAll(log.sealerWith(log.signer, log.otherFolder));
    expect((await log.verify([late, early])).fault).toEqual({ kind: 'rewritten', entry: 10, until: 10 });
  });
});
