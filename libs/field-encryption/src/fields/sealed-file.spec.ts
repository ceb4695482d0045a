import { randomBytes, randomUUID } from 'node:crypto';
import { DecryptError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { openFile, sealFile } from './sealed-file.js';

const chunk = 65_536 + 17;
const place = { caseId: randomUUID(), fileId: randomUUID() };

describe('a sealed file', () => {
  beforeAll(() => ready());

  it.each([0, 1, 65_535, 65_536, 200_000])('of %i bytes comes back whole, and is nowhere readable', (length) => {
    const content = randomBytes(length);
    const { key, stream } = sealFile(place, content);
    expect(Buffer.from(openFile(key, place, stream)).equals(content)).toBe(true);
    if (length > 16) expect(Buffer.from(stream).includes(content.subarray(0, 16))).toBe(false);
  });

  it('has a size that tells little: files of nearly one length look alike', () => {
    const sizes = [130_000, 130_500, 131_000].map((length) => sealFile(place, randomBytes(length)).stream.length);
    expect(new Set(sizes).size).toBe(1);
  });

  it('opens for its own case, as itself, under its own key, and not otherwise', () => {
    const { key, stream } = sealFile(place, randomBytes(1000));
    for (const [otherKey, otherPlace] of [
      [randomBytes(32), place],
      [randomBytes(31), place],
      [key, { ...place, caseId: randomUUID() }],
      [key, { ...place, fileId: randomUUID() }],
      [key, { caseId: place.fileId, fileId: place.caseId }],
    ] as const)
      expect(() => openFile(otherKey, otherPlace, stream)).toThrow(DecryptError);
  });

  it('is refused when anything of it is changed, cut, added, doubled or put in another order', () => {
    const { key, stream } = sealFile(place, randomBytes(150_000));
    const part = (from: number, to?: number) => Buffer.from(stream.subarray(from, to));
    const [header, first, second, last] = [
      part(0, 24),
      part(24, 24 + chunk),
      part(24 + chunk, 24 + 2 * chunk),
      part(24 + 2 * chunk),
    ];
    const flipped = (at: number) => {
      const copy = Buffer.from(stream);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    for (const forged of [
      ...[0, 23, 24, 24 + chunk - 1, 24 + chunk, stream.length - 1].map(flipped),
      header,
      Buffer.alloc(0),
      part(0, 10),
      Buffer.concat([header, first]),
      Buffer.concat([header, first, second]),
      Buffer.concat([header, second, first, last]),
      Buffer.concat([header, first, first, last]),
      Buffer.concat([header, first, last]),
      Buffer.concat([stream, last]),
      Buffer.concat([stream, Buffer.alloc(1)]),
      part(0, stream.length - 1),
    ])
      expect(() => openFile(key, place, forged)).toThrow(DecryptError);
    expect(openFile(key, place, stream)).toHaveLength(150_000);
  });
});
