import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { communeFault, isThereOn } from './commune.rules.js';
import { ConfigFileError, readCommunes } from './config-files.js';

const header = 'code,name,full_name,type,type_vi,province_code,tier,valid_from,valid_until';
const rows = (days: string) => `${header}\r\n00001,Cũ,Xã Cũ,xa,Xã,33,2,${days}\r\n`;

function unitsOf(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'an-tam-units-'));
  mkdirSync(join(folder, 'administrative-units'));
  writeFileSync(join(folder, 'administrative-units/units.csv'), text);
  return readCommunes(folder, '33');
}

describe('a commune on a day', () => {
  const ended = unitsOf(rows('2004-01-01,2025-06-30')).get('00001');
  const present = unitsOf(rows('2025-07-01,')).get('00001');

  it.each([
    [ended, '2003-12-31', /01\/01\/2004/],
    [ended, '2004-01-01', undefined],
    [ended, '2025-06-30', undefined],
    [ended, '2025-07-01', /30\/06\/2025/],
    [present, '2025-06-30', /01\/07\/2025/],
    [present, '2025-07-01', undefined],
    [present, '2099-01-01', undefined],
    [undefined, '2026-11-20', /không thuộc tỉnh/],
  ])('is named from its first day to its last: %j on %s', (commune, day, said) => {
    const fault = communeFault(commune, day);
    if (said) expect([fault?.vi, fault?.en]).toEqual([expect.stringMatching(said), expect.any(String)]);
    else expect(fault).toBeUndefined();
    if (commune) expect(isThereOn(commune, day)).toBe(said === undefined);
  });

  it.each(['', ',', '01/07/2025,', '2025-07-01,never'])('stops the service where its days are "%s"', (days) => {
    expect(() => unitsOf(rows(days))).toThrow(ConfigFileError);
  });
});
