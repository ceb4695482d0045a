import fc from 'fast-check';
import { blindIndex, newCaseKey, ready } from '@an-tam/field-encryption';
import type { BlindIndexSpec } from '@an-tam/field-encryption';

const SPEC: BlindIndexSpec = {
  table: 'client',
  column: 'phone',
  index: 'phone',
  normaliser: 'phone',
  normaliserVersion: 1,
};
const bik = newCaseKey().bytes;
const hex = (key: Uint8Array, spec: BlindIndexSpec, value: string) =>
  Buffer.from(blindIndex(key, spec, value)).toString('hex');

beforeAll(ready);

describe('comparing blind indexes', () => {
  it.each<[string, Partial<BlindIndexSpec>]>([
    ['table', { table: 'contact' }],
    ['column', { column: 'other_phone' }],
    ['index', { index: 'phone2' }],
    ['normaliser', { normaliser: 'document' }],
    ['normaliser version', { normaliserVersion: 2 }],
    ['border between names', { table: 'clientp', column: 'hone' }],
  ])('says nothing about the same value under another %s', (_, change) => {
    const value = '0912345678';
    expect(hex(bik, SPEC, value)).toBe(hex(bik, SPEC, value));
    expect(hex(bik, { ...SPEC, ...change }, value)).not.toBe(hex(bik, SPEC, value));
  });

  it('says nothing about the same value at another centre', () => {
    expect(hex(newCaseKey().bytes, SPEC, '0912345678')).not.toBe(hex(bik, SPEC, '0912345678'));
  });

  it('of any two places meets only when the places are the same', () => {
    const name = fc.constantFrom('phone', 'phon', 'e', 'client', 'clientp', 'hone');
    const spec = fc.record({ table: name, column: name, index: name });
    fc.assert(
      fc.property(spec, spec, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        const [first, second] = [one, other].map((at) => hex(bik, { ...SPEC, ...at }, '0912345678'));
        expect(first === second).toBe(same);
      }),
    );
  });
});

describe('hiding from a search behind another spelling', () => {
  it.each<[BlindIndexSpec['normaliser'], string, readonly string[]]>([
    [
      'phone',
      '0912345678',
      ['+84 912 345 678', '０９１２３４５６７８', '09\u200b12345678', '84912345678', '(0912) 345-678'],
    ],
    [
      'email',
      'hoa@example.org',
      ['HOA@example.org', 'ｈｏａ@example.org', 'ho\u200ba@example.org', ' hoa@EXAMPLE.org'],
    ],
    ['uic', 'đho0190', ['Đ-HO 0190', 'DHO0190', 'đ\u200dho0190', 'Ðho0190', 'ＤＨＯ０１９０']],
    ['document', '001090012345', ['001 090 012345', '００１０９００１２３４５', '001-090\u2011012345']],
  ])('of a %s fails: every form of it has one index', (normaliser, value, forms) => {
    const spec = { ...SPEC, normaliser };
    expect(hex(bik, spec, value)).toMatch(/^[0-9a-f]{32}$/);
    for (const form of forms)
      for (const spelled of [form, form.normalize('NFD'), form.normalize('NFC')])
        expect([spelled, hex(bik, spec, spelled)]).toEqual([spelled, hex(bik, spec, value)]);
  });
});
