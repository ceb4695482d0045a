import fc from 'fast-check';
import { FormatError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from './case-key.js';
import { computeRowMac, verifyRowMac } from './row-mac.js';
import type { MacRow } from './row-mac.js';
import { sealField } from './sealed-field.js';

const key = newCaseKey();
const context = { caseId: 'case-1', table: 'clients', column: 'phone', rowId: 'row-1', type: 'text' as const };
const seal = (text: string) => sealField(key, context, new TextEncoder().encode(text), 'text');

beforeAll(ready);

function row(): MacRow {
  return {
    table: 'clients',
    rowId: 'row-1',
    rowVersion: 3,
    fields: {
      phone: seal('0912345678'),
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
  it('holds for the same row whatever the order of its fields', () => {
    const base = row();
    const mac = computeRowMac(key, base);
    const reversed = Object.fromEntries(Object.entries(base.fields).reverse());
    expect(mac).toHaveLength(32);
    expect(verifyRowMac(key, { ...base, fields: reversed }, mac)).toBe(true);
  });

  it('differs for any two different rows', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const fields = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), value, { maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const macs = [one, other].map((entries) => Buffer.from(computeRowMac(key, { ...row(), fields: entries })));
        const canonical = [one, other].map((entries) => JSON.stringify(Object.entries(entries).sort()));
        expect(macs[0]?.equals(macs[1] ?? Buffer.alloc(0))).toBe(canonical[0] === canonical[1]);
      }),
    );
  });

  it('refuses what it could not write down exactly', () => {
    expect(() => computeRowMac(key, withField(row(), 'open_needs', NaN))).toThrow(FormatError);
    expect(() => computeRowMac(key, withField(row(), 'a b', 1))).toThrow(FormatError);
    expect(() => computeRowMac(key, { ...row(), rowVersion: 1.5 })).toThrow(FormatError);
    expect(() => computeRowMac(key, withField(row(), 'when', new Date() as unknown as string))).toThrow(FormatError);
  });
});
