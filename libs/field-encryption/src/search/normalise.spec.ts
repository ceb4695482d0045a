import fc from 'fast-check';
import { NormaliseError, normalise, toneBlind } from './normalise.js';
import type { Normaliser } from './normalise.js';

describe('phone', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '(091) 234-5678',
    '+84912345678',
    '+84 912 345 678',
    '+84 (0)912 345 678',
    '0084912345678',
    '84912345678',
    '912345678',
    '０９１２３４５６７８',
    '09\u200b12\u200d345\ufeff678',
    '0912\u2011345\u2013678',
    '\u00a00912345678\t',
  ])('%p is +84912345678', (value) => {
    expect(normalise('phone', value)).toBe('+84912345678');
  });

  it.each([
    ['024 3825 5555', '+842438255555'],
    ['+1 202 555 0143', '+12025550143'],
    ['00856 20 2345 6789', '+8562023456789'],
  ])('%p is %p', (value, expected) => {
    expect(normalise('phone', value)).toBe(expected);
  });

  it('finds every spelling of a mobile number equal', () => {
    const digits = fc.stringMatching(/^[35789]\d{8}$/);
    const separator = fc.constantFrom('', ' ', '.', '-', '\u200b', '\u2009');
    fc.assert(
      fc.property(digits, separator, fc.constantFrom('0', '+84', '0084', '84'), (national, between, prefix) => {
        const spelled = prefix + between + [...national].join(between);
        expect(normalise('phone', spelled)).toBe(`+84${national}`);
      }),
    );
  });
});

describe('document, email and UIC', () => {
  it.each<[Normaliser, string, string]>([
    ['document', '001 090 012345', '001090012345'],
    ['document', 'B-1234567', 'b1234567'],
    ['document', '００１０９００１２３４５', '001090012345'],
    ['email', '  Hoa.Nguyen@Example.ORG ', 'hoa.nguyen@example.org'],
    ['email', 'hoa\u200b@example.org', 'hoa@example.org'],
    ['uic', 'Đ-HO 0190', 'dho0190'],
    ['uic', 'đho0190', 'dho0190'],
  ])('%s %p is %p', (normaliser, value, expected) => {
    expect(normalise(normaliser, value)).toBe(expected);
  });
});

it.each<[Normaliser, string]>([
  ['phone', ''],
  ['phone', '12'],
  ['phone', '0912 345 67'],
  ['phone', '0912345678 ext 2'],
  ['phone', 'chị Hoa'],
  ['phone', '+0912345678'],
  ['phone', '+1234567890123456'],
  ['phone', '000912345678'],
  ['document', '12'],
  ['document', '1234?5678'],
  ['email', 'hoa'],
  ['email', 'a@b'],
  ['email', 'a@@b.c'],
  ['email', 'a@b..c'],
  ['uic', 'a!'],
])('%s refuses %p and does not repeat it', (normaliser, value) => {
  const error = (() => {
    try {
      return normalise(normaliser, value);
    } catch (reason) {
      return reason;
    }
  })();
  expect(error).toBeInstanceOf(NormaliseError);
  if (value.length > 4) expect((error as Error).message).not.toContain(value);
});

it.each<Normaliser>(['phone', 'document', 'email', 'uic'])('%s keeps what it has normalised', (normaliser) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^0[35789]\d{8}$/), (noise, number) => {
      for (const value of [noise, number, `${number}@example.org`]) {
        let once: string;
        try {
          once = normalise(normaliser, value);
        } catch (error) {
          expect(error).toBeInstanceOf(NormaliseError);
          continue;
        }
        expect(normalise(normaliser, once)).toBe(once);
      }
    }),
  );
});

describe('tone-blind text', () => {
  it.each([
    ['Nguyễn Thị Hòa', 'nguyen thi hoa'],
    ['NGUYỄN  THỊ HOÀ', 'nguyen thi hoa'],
    ['Nguyễn Thị Hoà'.normalize('NFD'), 'nguyen thi hoa'],
    ['Ｎｇｕｙễｎ\u200b Thị\u00a0Hoà ', 'nguyen thi hoa'],
    ['Đỗ Đức Đạt', 'do duc dat'],
    ['Ðỗ', 'do'],
    ['Łukasz Øster Straße ı İ', 'lukasz oster strasse i i'],
    ['Ưng Ơn Ăn Ân Êm Ô', 'ung on an an em o'],
  ])('%p is %p', (text, expected) => {
    expect(toneBlind(text)).toBe(expected);
  });

  it('is the same for composed and decomposed text, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = toneBlind(text);
        expect(toneBlind(text.normalize('NFD'))).toBe(folded);
        expect(toneBlind(text.normalize('NFC'))).toBe(folded);
        expect(toneBlind(folded)).toBe(folded);
      }),
      { numRuns: 1000 },
    );
  });
});
