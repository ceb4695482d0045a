import fc from 'fast-check';
import { DecryptError, FieldTooLongError, FormatError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from './case-key.js';
import { FieldCodec, UnregisteredColumnError } from './field-codec.js';
import type { SensitiveColumn } from './field-codec.js';
import { sealField } from './sealed-field.js';
import { FieldValueError } from './value-encoding.js';

const column = (name: string, type: SensitiveColumn['type'], padding: SensitiveColumn['padding']): SensitiveColumn => ({
  table: 'clients',
  column: name,
  type,
  padding,
  dataCategory: 'identity',
});
const REGISTRY: readonly SensitiveColumn[] = [
  { ...column('phone', 'text', 'text'), index: { name: 'phone', normaliser: 'phone' } },
  column('answers', 'json', 'text'),
  column('score', 'integer', 'fixed32'),
  column('birth_date', 'date', 'fixed32'),
  column('sex', 'enum', 'fixed32'),
];
const codec = new FieldCodec(REGISTRY);
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

describe('what the length says', () => {
  it('is the same for null, every enum, every number and every date', () => {
    const lengths = [
      ...[null, 'f', 'm', 'unknown', 'prefers-not-to-say'].map(
        (value) => codec.sealValue(key, place('sex'), value).length,
      ),
      ...[null, 0, -1, Number.MAX_SAFE_INTEGER].map((value) => codec.sealValue(key, place('score'), value).length),
      ...[null, '1999-12-31'].map((value) => codec.sealValue(key, place('birth_date'), value).length),
    ];
    expect(new Set(lengths)).toEqual(new Set([128]));
  });

  it('is the same for null and any text of one bucket', () => {
    const lengths = [null, '', 'a', 'x'.repeat(30)].map((value) => codec.sealValue(key, place('phone'), value).length);
    expect(new Set(lengths).size).toBe(1);
    expect(codec.sealValue(key, place('phone'), 'x'.repeat(31)).length).toBeGreaterThan(lengths[0] ?? 0);
  });

  it('refuses an enum that would stand out', () => {
    expect(() => codec.sealValue(key, place('sex'), 'x'.repeat(30))).not.toThrow();
    expect(() => codec.sealValue(key, place('sex'), 'x'.repeat(31))).toThrow(FieldTooLongError);
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

  it('refuses a column registered twice, a dot in a name, and an index that would show a distribution', () => {
    const score = column('score', 'integer', 'fixed32');
    expect(() => new FieldCodec([score])).not.toThrow();
    expect(() => new FieldCodec([score, score])).toThrow(FormatError);
    expect(() => new FieldCodec([{ ...score, column: 'a.b' }])).toThrow(FormatError);
    const sex = column('sex', 'enum', 'fixed32');
    expect(() => new FieldCodec([{ ...sex, index: { name: 'sex', normaliser: 'uic' } }])).toThrow(FormatError);
  });

  it('tells the columns of a table', () => {
    expect(codec.columnsOf('clients').map((entry) => entry.column)).toEqual(REGISTRY.map((entry) => entry.column));
    expect(codec.columnsOf('cases')).toEqual([]);
    expect(codec.column('clients', 'sex').type).toBe('enum');
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
