import fc from 'fast-check';
import { newCaseKey, openField, ready, sealField } from '@an-tam/field-encryption';
import type { FieldContext } from '@an-tam/field-encryption';
import { expectRefusal, forge, framed, outcome, place, secret } from './kit.js';

beforeAll(ready);

describe('a sealed value that is moved', () => {
  it.each<[string, Partial<FieldContext>]>([
    ['row', { rowId: 'row-2' }],
    ['column', { column: 'name' }],
    ['table', { table: 'contact' }],
    ['case', { caseId: 'case-2' }],
    ['type', { type: 'enum' }],
    ['place whose names only join up alike', { caseId: 'case-1c', table: 'lient' }],
  ])('to another %s does not open there', (_, change) => {
    const key = newCaseKey();
    const sealed = sealField(key, place, secret, 'text');
    expect(outcome(() => openField(key, place, sealed))).toBe('Nguyễn Thị Hoà');
    expectRefusal(() => openField(key, { ...place, ...change }, sealed));
  });

  it('to a case of another centre does not open under that key, version or key id', () => {
    const key = newCaseKey();
    const sealed = sealField(key, place, secret, 'text');
    expect(outcome(() => openField(key, place, sealed))).toBe('Nguyễn Thị Hoà');
    expectRefusal(() => openField(newCaseKey(), place, sealed));
    expectRefusal(() => openField({ ...key, bytes: newCaseKey().bytes }, place, sealed));
    expectRefusal(() => openField({ ...key, keyId: newCaseKey().keyId }, place, sealed));
    expectRefusal(() => openField({ ...key, version: 2 }, place, sealed));
  });
});

describe('confusion of the framing', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u0001', '.', 'đ'), maxLength: 6 });
  const anywhere: fc.Arbitrary<FieldContext> = fc.record({
    caseId: name,
    table: name,
    column: name,
    rowId: name,
    type: fc.constantFrom('text', 'enum'),
  });

  it('opens no value at any place but the one it was sealed for', () => {
    const key = newCaseKey();
    fc.assert(
      fc.property(anywhere, anywhere, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        const sealed = sealField(key, one, secret, 'text');
        expect(outcome(() => openField(key, one, sealed))).toBe('Nguyễn Thị Hoà');
        expectRefusal(() => openField(key, other, sealed));
      }),
      { numRuns: 500 },
    );
  });

  it('takes no place whose parts are written one behind the other without their lengths', () => {
    const key = newCaseKey();
    const { caseId, table, column, rowId, type } = place;
    const parts = [caseId, table, column, rowId, type];
    expect(outcome(() => openField(key, place, forge(key, secret, { aad: framed(place) })))).toBe('Nguyễn Thị Hoà');
    for (const between of ['', '|', '\0', '.'])
      expectRefusal(() => openField(key, place, forge(key, secret, { aad: Buffer.from(parts.join(between)) })));
  });
});
