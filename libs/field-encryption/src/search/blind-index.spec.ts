import { randomBytes } from 'node:crypto';
import { FormatError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { blindIndex } from './blind-index.js';
import type { BlindIndexSpec } from './blind-index.js';
import { NormaliseError } from './normalise.js';

const SPEC: BlindIndexSpec = {
  table: 'clients',
  column: 'phone',
  index: 'phone',
  normaliser: 'phone',
  normaliserVersion: 1,
};
const bik = new Uint8Array(randomBytes(32));
const hex = (key: Uint8Array, spec: BlindIndexSpec, value: string) =>
  Buffer.from(blindIndex(key, spec, value)).toString('hex');

beforeAll(ready);

describe('a blind index', () => {
  it('is equal for equal values however they are spelled, and different for others', () => {
    expect(hex(bik, SPEC, '0912 345 678')).toBe(hex(bik, SPEC, '+84912345678'));
    expect(hex(bik, SPEC, '0912345678')).not.toBe(hex(bik, SPEC, '0912345679'));
    expect(blindIndex(bik, SPEC, '0912345678')).toHaveLength(16);
  });

  it('is cut to the bits asked for, spare bits zero', () => {
    const full = blindIndex(bik, { ...SPEC, bits: 256 }, '0912345678');
    const cut = blindIndex(bik, { ...SPEC, bits: 21 }, '0912345678');
    expect(full).toHaveLength(32);
    expect(cut).toEqual(new Uint8Array([full[0] ?? 0, full[1] ?? 0, (full[2] ?? 0) & 0b1111_1000]));
  });

  it('refuses other sizes and values that cannot be normalised', () => {
    for (const bits of [0, 15, 257, 20.5])
      expect(() => blindIndex(bik, { ...SPEC, bits }, '0912345678')).toThrow(FormatError);
    expect(() => blindIndex(bik.slice(1), SPEC, '0912345678')).toThrow(FormatError);
    expect(() => blindIndex(bik, SPEC, 'no number')).toThrow(NormaliseError);
  });
});
