import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FieldCodec, FieldTooLongError, newCaseKey, paddedLength, ready } from '@an-tam/field-encryption';
import type { SensitiveColumn } from '@an-tam/field-encryption';
import { sealedTables } from '../../../apps/intake/src/sealing/index.js';

const codec = new FieldCodec(sealedTables);
const key = newCaseKey();
const lengthOf = (table: string, column: string, value: unknown) =>
  codec.sealValue(key, { caseId: 'case-1', table, column, rowId: 'row-1' }, value).length;

beforeAll(ready);

/** Values of the column's type from the shortest to the longest that the product stores. */
const samples: Readonly<Record<SensitiveColumn['type'], readonly unknown[]>> = {
  text: ['', 'a', 'Nguyễn Thị Hoà', 'x'.repeat(60)],
  enum: ['a', 'prefers-not-to-say', 'PERSON_SELLING_SEX', 'x'.repeat(60)],
  integer: [0, -1, 1999, Number.MAX_SAFE_INTEGER],
  date: ['1900-01-01', '2026-11-20'],
  json: [{}, { unsafe: ['call'] }, { unsafe: ['call', 'visit'], hours: { from: '08:00', to: '17:30' } }],
};
const registered = sealedTables.flatMap(({ table, columns }) =>
  columns.map(({ column, type, padding }) => ({ table, column, type, padding })),
);
const fixed = registered.filter(({ padding }) => padding !== 'text');
const bucketed = registered.filter(({ padding }) => padding === 'text');

describe('guessing a value by the length of its ciphertext', () => {
  it.each(fixed)('fails in $table.$column, NULL included', ({ table, column, type }) => {
    const values = [null, ...samples[type]].filter(
      (value) => typeof value !== 'string' || type !== 'text' || value.length < 60,
    );
    expect(values.length).toBeGreaterThan(2);
    expect(new Set(values.map((value) => lengthOf(table, column, value))).size).toBe(1);
  });

  it('fails for every commune of the country', () => {
    const file = join(__dirname, '../../../config/administrative-units/units.csv');
    const codes = [...new Set(readFileSync(file, 'utf8').match(/\b\d{5}\b/g))];
    expect(codes.length).toBeGreaterThan(3000);
    expect(new Set([null, ...codes].map((code) => lengthOf('case_file', 'commune_code', code))).size).toBe(1);
  });

  it.each(bucketed)('tells no more than a bucket in $table.$column', ({ table, column }) => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const buckets = [one, other].map((value) =>
          paddedLength(1 + Buffer.byteLength(JSON.stringify({ note: value })), 'text'),
        );
        const lengths = [one, other].map((note) => lengthOf(table, column, { note }));
        expect(lengths[0] === lengths[1]).toBe(buckets[0] === buckets[1]);
      }),
      { numRuns: 200 },
    );
    expect(lengthOf(table, column, null)).toBe(lengthOf(table, column, { a: 1 }));
  });

  it('is not made possible by a value that does not fit: it is refused', () => {
    expect(() => lengthOf('client', 'sex', 'x'.repeat(62))).not.toThrow();
    expect(() => lengthOf('client', 'sex', 'x'.repeat(63))).toThrow(FieldTooLongError);
  });
});
