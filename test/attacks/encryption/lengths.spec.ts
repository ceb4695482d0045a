import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { FieldCodec, FieldTooLongError, newCaseKey, paddedLength, ready } from '@an-tam/field-encryption';
import type { SensitiveColumn } from '@an-tam/field-encryption';
import { sensitiveColumns } from '../../../apps/intake/src/sealing/sensitive-columns.js';

const codec = new FieldCodec(sensitiveColumns);
const key = newCaseKey();
const lengthOf = ({ table, column }: SensitiveColumn, value: unknown) =>
  codec.sealValue(key, { caseId: 'case-1', table, column, rowId: 'row-1' }, value).length;
const nameOf = ({ table, column }: SensitiveColumn) => `${table}.${column}`;

beforeAll(ready);

/** Values of the column's type from the shortest to the longest that the product stores. */
const samples: Readonly<Record<SensitiveColumn['type'], readonly unknown[]>> = {
  text: ['', 'a', 'Nguyễn Thị Hoà', 'x'.repeat(60)],
  enum: ['a', 'prefers-not-to-say', 'PERSON_SELLING_SEX', 'x'.repeat(60)],
  integer: [0, -1, 1999, Number.MAX_SAFE_INTEGER],
  date: ['1900-01-01', '2026-11-20'],
  json: [],
};
const fixed = sensitiveColumns.filter(({ padding }) => padding !== 'text');
const bucketed = sensitiveColumns.filter(({ padding }) => padding === 'text');

describe('guessing a value by the length of its ciphertext', () => {
  it.each(fixed.map((column) => [nameOf(column), column] as const))('fails in %s, NULL included', (_, column) => {
    const values = [null, ...samples[column.type]].filter(
      (value) => typeof value !== 'string' || column.column !== 'phone' || value.length < 60,
    );
    expect(values.length).toBeGreaterThan(2);
    expect(new Set(values.map((value) => lengthOf(column, value))).size).toBe(1);
  });

  it('fails for every commune of the country', () => {
    const column = codec.column('case_file', 'commune_code');
    const file = join(__dirname, '../../../config/administrative-units/units.csv');
    const codes = [...new Set(readFileSync(file, 'utf8').match(/\b\d{5}\b/g))];
    expect(codes.length).toBeGreaterThan(3000);
    expect(new Set([null, ...codes].map((code) => lengthOf(column, code))).size).toBe(1);
  });

  it.each(bucketed.map((column) => [nameOf(column), column] as const))(
    'tells no more than a bucket in %s',
    (_, column) => {
      const text = fc.string({ unit: 'grapheme', maxLength: 400 });
      fc.assert(
        fc.property(text, text, (one, other) => {
          const buckets = [one, other].map((value) =>
            paddedLength(1 + Buffer.byteLength(JSON.stringify({ note: value })), 'text'),
          );
          const lengths = [one, other].map((note) => lengthOf(column, { note }));
          expect(lengths[0] === lengths[1]).toBe(buckets[0] === buckets[1]);
        }),
        { numRuns: 200 },
      );
      expect(lengthOf(column, null)).toBe(lengthOf(column, { a: 1 }));
    },
  );

  it('is not made possible by a value that does not fit: it is refused', () => {
    const column = codec.column('client', 'sex');
    expect(() => lengthOf(column, 'x'.repeat(62))).not.toThrow();
    expect(() => lengthOf(column, 'x'.repeat(63))).toThrow(FieldTooLongError);
  });
});
