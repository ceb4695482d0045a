import { computeRowMac, newCaseKey, ready, sealField, verifyRowMac } from '@an-tam/field-encryption';
import type { MacRow } from '@an-tam/field-encryption';
import { flips, place, secret } from './kit.js';

const key = newCaseKey();

beforeAll(ready);

function row(): MacRow {
  return {
    table: 'client',
    rowId: 'row-1',
    rowVersion: 3,
    fields: {
      phone: sealField(key, place, secret, 'text'),
      phone_index: new Uint8Array(16).fill(5),
      centre_id: 'centre-a',
      status: 'open',
      consent_id: null,
      open_needs: 2,
      active: true,
    },
  };
}

const withField = (base: MacRow, name: string, value: MacRow['fields'][string]): MacRow => ({
  ...base,
  fields: { ...base.fields, [name]: value },
});

describe('the row MAC', () => {
  it.each<[string, (base: MacRow) => MacRow]>([
    ['an old ciphertext put back', (base) => withField(base, 'phone', sealField(key, place, secret, 'text'))],
    ['a ciphertext set to null', (base) => withField(base, 'phone', null)],
    ['an index exchanged', (base) => withField(base, 'phone_index', new Uint8Array(16).fill(6))],
    ['the centre edited', (base) => withField(base, 'centre_id', 'centre-b')],
    ['the status edited', (base) => withField(base, 'status', 'closed')],
    ['a withdrawn consent linked again', (base) => withField(base, 'consent_id', 'consent-1')],
    ['a number as text', (base) => withField(base, 'open_needs', '2')],
    ['a boolean as number', (base) => withField(base, 'active', 1)],
    ['null as empty text', (base) => withField(base, 'consent_id', '')],
    ['null as empty bytes', (base) => withField(base, 'consent_id', new Uint8Array(0))],
    ['a field more', (base) => withField(base, 'note', null)],
    ['another row', (base) => ({ ...base, rowId: 'row-2' })],
    ['another table', (base) => ({ ...base, table: 'contacts' })],
    ['an older version', (base) => ({ ...base, rowVersion: 2 })],
    [
      'a field less',
      (base) => {
        const { status: _status, ...fields } = base.fields;
        return { ...base, fields };
      },
    ],
    [
      'two values exchanged',
      (base) => ({ ...base, fields: { ...base.fields, centre_id: 'open', status: 'centre-a' } }),
    ],
    [
      'a field renamed',
      (base) => {
        const { status, ...fields } = base.fields;
        return { ...base, fields: { ...fields, statu: status ?? null } };
      },
    ],
  ])('fails for %s', (_, change) => {
    const base = row();
    const mac = computeRowMac(key, base);
    expect(verifyRowMac(key, base, mac)).toBe(true);
    expect(verifyRowMac(key, change(base), mac)).toBe(false);
  });

  it('fails under another key, for every flipped bit, a shorter and a missing MAC', () => {
    const base = row();
    const mac = computeRowMac(key, base);
    expect(verifyRowMac(key, base, mac)).toBe(true);
    expect(verifyRowMac(newCaseKey(), base, mac)).toBe(false);
    expect(verifyRowMac({ ...key, version: 2 }, base, mac)).toBe(false);
    for (const flipped of flips(mac)) expect(verifyRowMac(key, base, flipped)).toBe(false);
    expect(verifyRowMac(key, base, mac.slice(0, 31))).toBe(false);
    expect(verifyRowMac(key, base, null)).toBe(false);
  });
});
