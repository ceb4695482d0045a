import fc from 'fast-check';
import { FieldTooLongError } from './errors.js';
import { MAX_PLAINTEXT_BYTES, pad, paddedLength, unpad } from './padding.js';
import type { PaddingClass } from './padding.js';

const FIXED: readonly (readonly [PaddingClass, number])[] = [
  ['fixed32', 32],
  ['fixed64', 64],
  ['fixed128', 128],
  ['fixed256', 256],
];

describe('padding', () => {
  it('gives back every plaintext, zeros and markers at its end included', () => {
    const tail = fc.constantFrom([], [0], [0, 0], [0x80], [0x80, 0], [0x80, 0, 0x80]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), tail, (body, end) => {
        const plaintext = new Uint8Array([...body, ...end]);
        expect(unpad(pad(plaintext, 'text'))).toEqual(plaintext);
      }),
    );
  });

  it.each(FIXED)('%s makes everything that fits %d bytes long and refuses the rest', (padding, size) => {
    for (const length of [0, 1, size - 2, size - 1]) {
      const plaintext = new Uint8Array(length).fill(7);
      expect(pad(plaintext, padding)).toHaveLength(size);
      expect(unpad(pad(plaintext, padding))).toEqual(plaintext);
    }
    expect(() => pad(new Uint8Array(size), padding)).toThrow(FieldTooLongError);
  });

  it.each([
    [0, 32],
    [31, 32],
    [32, 64],
    [63, 64],
    [64, 128],
    [255, 256],
    [256, 512],
    [511, 512],
    [1023, 1024],
    [1024, 1088],
    [1100, 1152],
    [9999, 10_240],
  ])('pads text of %d bytes to %d', (length, size) => {
    expect(paddedLength(length, 'text')).toBe(size);
  });

  it('never shrinks, grows by at most 12 % above the buckets, and never falls as text grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1024, max: MAX_PLAINTEXT_BYTES - 1 }), (length) => {
        const size = paddedLength(length, 'text');
        expect(size).toBeGreaterThan(length);
        expect(size).toBeLessThanOrEqual(Math.ceil((length + 1) * 1.12));
        expect(paddedLength(length + 1, 'text')).toBeGreaterThanOrEqual(size);
      }),
    );
  });

  it('refuses more than a sealed value may hold', () => {
    expect(paddedLength(MAX_PLAINTEXT_BYTES, 'text')).toBeGreaterThan(MAX_PLAINTEXT_BYTES);
    expect(() => paddedLength(MAX_PLAINTEXT_BYTES + 1, 'text')).toThrow(FieldTooLongError);
  });

  it('finds no plaintext where there is no marker', () => {
    expect(unpad(new Uint8Array([1, 0x80, 0]))).toEqual(new Uint8Array([1]));
    expect(unpad(new Uint8Array(32))).toBeNull();
    expect(unpad(new Uint8Array([1, 2, 3]))).toBeNull();
    expect(unpad(new Uint8Array(0))).toBeNull();
  });
});
