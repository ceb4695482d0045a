import fc from 'fast-check';
import { FormatError } from './errors.js';
import { frame, fromUtf8, readU32be, u32be, utf8 } from './framing.js';

const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 40 }));
const bytesOf = (value: string | Uint8Array) => Buffer.from(value).toString('hex');

describe('framing', () => {
  it('gives different lists of parts different bytes', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 5 }), (one, other) => {
        const same =
          one.length === other.length && one.every((value, at) => bytesOf(value) === bytesOf(other[at] ?? ''));
        expect(Buffer.from(frame(...one)).equals(frame(...other))).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  it('writes the same bytes however long or accented the parts are', () => {
    const long = fc.string({ minLength: 120, maxLength: 140 });
    fc.assert(
      fc.property(fc.array(fc.oneof(part, long), { maxLength: 6 }), (parts) => {
        const expected = parts.flatMap((value) => {
          const bytes = Buffer.from(value);
          const length = Buffer.alloc(4);
          length.writeUInt32BE(bytes.length);
          return [length, bytes];
        });
        expect(Buffer.from(frame(...parts)).equals(Buffer.concat(expected))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('notices a border that slides between neighbours', () => {
    expect(frame('case1', '23')).toEqual(frame('case1', '23'));
    expect(frame('case1', '23')).not.toEqual(frame('case12', '3'));
    expect(frame('a', '')).not.toEqual(frame('', 'a'));
    expect(frame('a')).not.toEqual(frame('a', ''));
  });

  it('prefixes each part with its length in four big-endian bytes', () => {
    expect([...frame('ab', new Uint8Array([9]))]).toEqual([0, 0, 0, 2, 97, 98, 0, 0, 0, 1, 9]);
  });

  it('refuses text that two spellings would share', () => {
    expect(() => frame('fine 🙂')).not.toThrow();
    expect(() => frame('\ud800')).toThrow(FormatError);
    expect(() => utf8('a\udfff')).toThrow(FormatError);
  });

  it('reads back every unsigned 32-bit integer and refuses the others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (value) => expect(readU32be(u32be(value), 0)).toBe(value)),
    );
    for (const bad of [-1, 2 ** 32, 1.5, NaN]) expect(() => u32be(bad)).toThrow(FormatError);
  });

  it('keeps every well-formed text, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        expect(fromUtf8(utf8(`\ufeff${text}`))).toBe(`\ufeff${text}`),
      ),
    );
  });
});
