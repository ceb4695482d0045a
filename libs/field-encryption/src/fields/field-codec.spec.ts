import fc from 'fast-check';
import { DecryptError, FormatError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from './case-key.js';
import { FieldCodec } from './field-codec.js';
import { sealField } from './sealed-field.js';
import { UnregisteredColumnError } from './sealed-table.js';
import type { SealedTable, SensitiveColumn } from './sealed-table.js';
import { FieldValueError } from './value-encoding.js';

const column = (name: string, type: SensitiveColumn['type'], padding: SensitiveColumn['padding']): SensitiveColumn => ({
  column: name,
  type,
  padding,
  dataCategory: 'identity',
  purpose: 'a test',
});
const indexed = (name: string) =>
  ({ name, normaliser: 'phone', column: `${name}_index`, versionColumn: `${name}_index_version` }) as const;
const table = (columns: readonly SensitiveColumn[], changes: Partial<SealedTable> = {}): SealedTable => ({
  table: 'clients',
  policy: ['centre_id'],
  columns,
  ...changes,
});
const REGISTRY: readonly SensitiveColumn[] = [
  { ...column('phone', 'text', 'text'), index: indexed('phone') },
  column('answers', 'json', 'text'),
  column('score', 'integer', 'fixed32'),
  column('birth_date', 'date', 'fixed32'),
  column('sex', 'enum', 'fixed32'),
];
const codec = new FieldCodec([table(REGISTRY)]);
const key = newCaseKey();
const place = (name: string) => ({ caseId: 'case-1', table: 'clients', column: name, rowId: 'row-1' });
const roundTrip = (name: string, value: unknown) =>
  codec.openValue(key, place(name), codec.sealValue(key, place(name), value));

beforeAll(ready);

describe('typed values', () => {
  it('come back as they went in', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(text, fc.jsonValue(), fc.maxSafeInteger(), date, (words, json, score, day) => {
        expect(roundTrip('phone', words)).toBe(words);
        expect(roundTrip('answers', json)).toEqual(JSON.parse(JSON.stringify(json)));
        expect(roundTrip('score', score)).toBe(score === 0 ? 0 : score);
        const iso = day.toISOString().slice(0, 10);
        expect(roundTrip('birth_date', iso)).toBe(iso);
      }),
    );
  });

  it.each(REGISTRY.map((entry) => entry.column))('null comes back as null in %s', (name) => {
    expect(roundTrip(name, null)).toBeNull();
  });

  it('keeps text exactly: composed, decomposed, empty, and the word null', () => {
    for (const text of ['Hoà', 'Hoà'.normalize('NFD'), '', 'null', '\u0000', '\ufeffx'])
      expect(roundTrip('phone', text)).toBe(text);
  });

  it('keeps a JSON null and an own "__proto__" member apart from their look-alikes', () => {
    const value = JSON.parse('{"__proto__":{"admin":true},"a":null}') as object;
    const opened = roundTrip('answers', value) as object;
    expect(JSON.stringify(opened)).toBe('{"__proto__":{"admin":true},"a":null}');
    expect((opened as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    ['phone', 12],
    ['phone', '\ud800'],
    ['phone', undefined],
    ['answers', undefined],
    ['answers', () => 1],
    ['answers', 1n],
    ['score', 1.5],
    ['score', '1'],
    ['score', 2 ** 53],
    ['birth_date', '30/02/2000'],
    ['birth_date', '2001-02-29'],
    ['birth_date', '2001-13-01'],
    ['birth_date', '2001-1-1'],
    ['sex', ''],
    ['sex', 1],
  ])('refuses for %s the value %p', (name, value) => {
    expect(() => codec.sealValue(key, place(name), value)).toThrow(FieldValueError);
  });

  it('says nothing of the value it refuses', () => {
    const error = (() => {
      try {
        return codec.sealValue(key, place('birth_date'), 'canary-0912345678');
      } catch (reason) {
        return reason;
      }
    })();
    expect(error).toBeInstanceOf(FieldValueError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('canary');
  });
});

describe('the registry', () => {
  it('refuses a column that is not in it, both ways', () => {
    const sealed = codec.sealValue(key, place('phone'), 'x');
    expect(codec.openValue(key, place('phone'), sealed)).toBe('x');
    expect(() => codec.sealValue(key, place('nickname'), 'x')).toThrow(UnregisteredColumnError);
    expect(() => codec.openValue(key, place('nickname'), sealed)).toThrow(UnregisteredColumnError);
    expect(() => codec.sealValue(key, { ...place('phone'), table: '__proto__' }, 'x')).toThrow(UnregisteredColumnError);
  });

  it.each<[string, readonly SealedTable[]]>([
    ['a table twice', [table([column('score', 'integer', 'fixed32')]), table([])]],
    ['a column twice', [table([column('score', 'integer', 'fixed32'), column('score', 'integer', 'fixed32')])]],
    ['a column that is policy as well', [table([column('centre_id', 'enum', 'fixed64')])]],
    ['a column named as the row itself is', [table([column('version', 'integer', 'fixed64')])]],
    ['a column named as an index', [table([...REGISTRY, column('phone_index', 'text', 'text')])]],
    ['a dot in a column', [table([column('a.b', 'integer', 'fixed32')])]],
    ['a dot in a table', [table([], { table: 'a.b' })]],
    [
      'an index that would show a distribution',
      [table([{ ...column('sex', 'enum', 'fixed32'), index: indexed('x') }])],
    ],
  ])('refuses %s', (_what, registry) => {
    expect(() => new FieldCodec(registry)).toThrow(FormatError);
  });

  it('takes one table and column of each name', () => {
    expect(() => new FieldCodec([table(REGISTRY), table(REGISTRY, { table: 'cases' })])).not.toThrow();
  });

  it('tells tables and columns', () => {
    expect(codec.table('clients').columns).toBe(REGISTRY);
    expect(codec.column('clients', 'sex').type).toBe('enum');
    expect(() => codec.table('cases')).toThrow(UnregisteredColumnError);
  });
});

describe('authentic bytes that are no value', () => {
  it.each([
    ['phone', []],
    ['phone', [2, 65]],
    ['phone', [0, 65]],
    ['phone', [1, 0xff]],
    ['answers', [1, 0x7b]],
    ['score', [1, 0, 1]],
  ])('in %s give the uniform error: %p', (name, bytes) => {
    const type = codec.column('clients', name).type;
    const sealed = sealField(key, { ...place(name), type }, new Uint8Array(bytes), 'text');
    expect(() => codec.openValue(key, place(name), sealed)).toThrow(DecryptError);
  });
});
