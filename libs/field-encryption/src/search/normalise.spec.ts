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
    ['email', 'hoa.nguyen+tin@example.org', 'hoa.nguyen+tin@example.org'],
    ['email', '\u210boa@example.org', 'hoa@example.org'],
    ['uic', 'Đ-HO 0190', 'dho0190'],
    ['uic', 'đho0190', 'dho0190'],
    ['uic', 'MARE-01-01/01/1990', 'mare0101011990'],
  ])('%s %p is %p', (normaliser, value, expected) => {
    expect(normalise(normaliser, value)).toBe(expected);
  });
});

describe('every spelling of a value', () => {
  const fullWidth = (sign: string) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0);
  const accented: Readonly<Record<string, readonly string[]>> = {
    a: ['á', 'Ă', 'ậ'],
    d: ['đ', 'Đ'],
    e: ['ể', 'É'],
    o: ['ơ', 'Ỗ', 'ò'],
    u: ['ư', 'Ữ'],
  };
  /** One sign as somebody may type it; with `marks`, a letter may carry the tone and vowel marks of a name. */
  const typed = (sign: string, marks: boolean) =>
    fc.constantFrom(sign, sign.toUpperCase(), fullWidth(sign), ...((marks && accented[sign]) || []));
  const spelled = (value: string, between: readonly string[], marks = false) =>
    fc
      .tuple(
        fc.tuple(...[...value].map((sign) => fc.tuple(typed(sign, marks), fc.constantFrom('', ...between)))),
        fc.constantFrom<'NFC' | 'NFD'>('NFC', 'NFD'),
      )
      .map(([signs, form]) => ` ${signs.flat().join('')}\u200b`.normalize(form));
  const meets = (normaliser: Normaliser, value: fc.Arbitrary<string>, between: readonly string[], marks?: boolean) =>
    fc.assert(
      fc.property(
        value.chain((one) => fc.tuple(fc.constant(one), spelled(one, between, marks))),
        ([one, spelling]) => expect(normalise(normaliser, spelling)).toBe(one),
      ),
      { numRuns: 500 },
    );
  const separators = [' ', '-', '.', '/', '_', '\u2011', '\u2013', '\u00a0', '\u200b', '\u200d', '\ufeff'];

  it('of a document number is that number', () =>
    meets('document', fc.stringMatching(/^[a-z]{0,4}[0-9]{5,12}[a-z]{0,8}$/), separators, true));

  it('of a unique identifier code is that code', () =>
    meets('uic', fc.stringMatching(/^[a-z]{2,16}[0-9]{2,16}$/), separators, true));

  it('of an address is that address', () =>
    meets('email', fc.stringMatching(/^[a-z0-9._+-]{1,20}@[a-z0-9]{1,10}(\.[a-z]{2,6}){1,2}$/), [
      ' ',
      '\u200b',
      '\ufeff',
    ]));
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
  ['document', 'Nguyễn Thị Hoa'],
  ['document', '1234567890123456789012345'],
  ['email', 'hoa'],
  ['email', 'a@b'],
  ['email', 'a@@b.c'],
  ['email', 'a@b..c'],
  ['uic', 'a!'],
  ['uic', 'nguyenthihoa'],
  ['uic', '123456789012345678901234567890123'],
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
