import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSigner, sealedLog, type SealedLog } from '../../test/sealed-log.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { CheckLogService } from './check-log.service.js';
import { hashLeaf } from './merkle-tree.js';
import { leafOf, selectSealable, type SealableEntry } from './sealed-entry.js';

const patience = 60_000;

describe('the log of a running service, checked whole', () => {
  let log: SealedLog;
  let service: () => CheckLogService;
  beforeEach(async () => {
    log = await sealedLog();
    const options = { log: 'sealed', signer: () => log.signer, headsFolder: log.headsFolder };
    service = () => new CheckLogService(log.unitOfWork, new AuditSealRepository(), options);
  });
  afterEach(() => log.stop());

  it('holds, entries of the last seconds besides, and says what its newest seal is', async () => {
    await log.write('j');
    expect(await service().check(patience)).toMatchObject({ verdict: { sealed: 9, unsealed: 1, fault: undefined } });
    const head = await service().newestHead();
    expect([head?.size, head?.root.length]).toEqual([9, 32]);
  });

  it('does not hold once an entry was changed, and whoever asks at once is told the same', async () => {
    const [, , , , changed] = await log.ids();
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE id = $1`, [changed]);
    const one = service();
    const both = await Promise.all([one.check(patience), one.check(patience)]);
    expect(both[0]?.verdict.fault).toEqual({ kind: 'changed', entry: 5, entryId: changed });
    expect(both[1]).toBe(both[0]);
    expect(await one.check(0)).toBe(both[0]);
  });

  it('does not believe the key that a published head brings along', async () => {
    // Whoever holds database and folder seals a log of their own with a key of their own.
    await log.rows('TRUNCATE audit_seal');
    await log.rows(`UPDATE audit_entry SET action = 'z' WHERE action = 'e'`);
    await log.sealAll(log.sealerWith(newSigner(), log.otherFolder));
    const forged = readFileSync(join(log.otherFolder, 'sealed.json'), 'utf8');
    writeFileSync(join(log.headsFolder, 'sealed.json'), forged);
    expect((await log.verify()).fault).toBeUndefined();
    expect((await service().check(patience))?.verdict.fault).toMatchObject({ kind: 'seal', entry: 1 });
  });

  it('hashes for each entry the JSON that anybody else would write of it', async () => {
    const odd = '"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028 Hoa Sữa 🌸';
    const [id] = await log.ids();
    await log.rows('UPDATE audit_entry SET request_id = $2, roles = $3 WHERE id = $1', [id, odd, ['a b', odd]]);
    const [entry] = (await log.rows(`SELECT ${selectSealable} FROM audit_entry WHERE id = $1`, [id])) as unknown as [
      SealableEntry,
    ];
    const said = JSON.parse(entry.entry) as unknown[];
    expect([said.length, said[1], said[7], said[8]]).toEqual([18, id, ['a b', odd], odd]);
    expect(JSON.stringify(said)).toBe(entry.entry);
    expect(leafOf(entry)).toEqual(hashLeaf(Buffer.from(JSON.stringify(said), 'utf8')));
  });
});
