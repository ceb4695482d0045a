import { DecryptError, newCaseKey, ready } from '@an-tam/field-encryption';
import { firstPart, openState, sealState } from './sealed-state.js';

describe('what a release was made from', () => {
  const key = newCaseKey();
  const releaseId = 'a3bb189e-8bf9-4bc9-9a1f-3d5c9b0f7e21';
  /** Longer than one sealed value may be. */
  const state = { shares: Array.from({ length: 40_000 }, (_, at) => `share ${at} of many`), last: 'Hưng Yên' };
  let stored: Buffer;

  beforeAll(async () => {
    await ready();
    stored = sealState(key, releaseId, state);
  });

  it('comes back whole, however much it is', () => {
    expect(stored.length).toBeGreaterThan(1_048_576 / 2);
    expect(openState(key, releaseId, stored)).toEqual(state);
    expect(openState(key, releaseId, sealState(key, releaseId, {}))).toEqual({});
  });

  it('does not open for another release, shortened, extended or in another order', () => {
    const first = 4 + firstPart(stored).length;
    const [one, rest] = [stored.subarray(0, first), stored.subarray(first)];
    expect(rest.length).toBeGreaterThan(0);
    for (const changed of [one, rest, Buffer.concat([rest, one]), Buffer.concat([stored, one]), stored.subarray(0, -1)])
      expect(() => openState(key, releaseId, changed)).toThrow(DecryptError);
    expect(() => openState(key, releaseId, Buffer.alloc(0))).toThrow(DecryptError);
    expect(() => openState(key, releaseId.replace('a3', 'a4'), stored)).toThrow(DecryptError);
  });

  it('has a length that tells nothing of its content', () => {
    const lengthOf = (letter: string) => sealState(key, releaseId, { notes: [letter.repeat(5_000)] }).length;
    const unlike = sealState(key, releaseId, { notes: [Array.from({ length: 5_000 }, (_, at) => at % 10).join('')] });
    expect(lengthOf('x')).toBe(unlike.length);
  });
});
