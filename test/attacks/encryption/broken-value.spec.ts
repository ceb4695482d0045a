import fc from 'fast-check';
import {
  DecryptError,
  chooseCaseKey,
  newCaseKey,
  openField,
  readHeader,
  ready,
  sealField,
} from '@an-tam/field-encryption';
import { expectRefusal, flips, forge, outcome, place, secret } from './kit.js';

beforeAll(ready);

describe('a sealed value that is changed', () => {
  const key = newCaseKey();
  const seal = () => sealField(key, place, secret, 'text');
  const open = (sealed: Uint8Array) => () => openField(key, place, sealed);

  it('does not open with any bit flipped', () => {
    const sealed = seal();
    expect(outcome(open(sealed))).toBe('Nguyễn Thị Hoà');
    for (const flipped of flips(sealed)) expectRefusal(open(flipped));
  });

  it('does not open cut to any length, at either end', () => {
    const sealed = seal();
    expect(outcome(open(sealed))).toBe('Nguyễn Thị Hoà');
    for (let length = 0; length < sealed.length; length++) {
      expectRefusal(open(sealed.slice(0, length)));
      expectRefusal(open(sealed.slice(sealed.length - length)));
    }
  });

  it('does not open extended', () => {
    const sealed = seal();
    expect(outcome(open(sealed))).toBe('Nguyễn Thị Hoà');
    for (const extra of [1, 15, 16, 32, 1024]) {
      expectRefusal(open(new Uint8Array([...sealed, ...new Uint8Array(extra)])));
      expectRefusal(open(new Uint8Array([...new Uint8Array(extra), ...sealed])));
    }
    expectRefusal(open(new Uint8Array([...sealed, ...sealed])));
  });

  it('of random bytes never opens and never fails in another way', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectRefusal(open(bytes))));
  });

  it('of random bytes behind a right header never opens either', () => {
    const sealed = seal();
    expect(outcome(open(sealed))).toBe('Nguyễn Thị Hoà');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 104, maxLength: 400 }), (bytes) =>
        expectRefusal(open(new Uint8Array([...sealed.subarray(0, 24), ...bytes]))),
      ),
    );
  });
});

describe('a downgrade', () => {
  const key = newCaseKey();

  it.each([
    ['magic', 0],
    ['version', 1],
    ['suite', 2],
    ['schema or flags', 3],
  ])('to an unknown %s is refused by its header, though all else was made with the right key', (_, at) => {
    expect(outcome(() => openField(key, place, forge(key, secret)))).toBe('Nguyễn Thị Hoà');
    for (let value = 0; value < 256; value++) {
      const start = [0xa7, 1, 1, 1];
      if (start[at] === value) continue;
      start[at] = value;
      const sealed = forge(key, secret, { start });
      expectRefusal(() => openField(key, place, sealed));
      expect(() => readHeader(sealed)).toThrow(DecryptError);
    }
  });

  it('to what was sealed for another purpose is refused, though the key is the right one', () => {
    expect(outcome(() => openField(key, place, forge(key, secret)))).toBe('Nguyễn Thị Hoà');
    for (const domain of ['wrap/v1', 'secret-key/v1', 'field/v0', 'field/v2', ''])
      expectRefusal(() => openField(key, place, forge(key, secret, { domain })));
  });

  it('to a key id that is not known is refused; no other key is tried, not even the right one', () => {
    const [old, current] = [newCaseKey(1), newCaseKey(2)];
    const sealed = sealField(current, place, secret, 'text');
    expect(chooseCaseKey([old, current], sealed)).toBe(current);
    const unnamed = { ...current, keyId: old.keyId };
    expect(() => chooseCaseKey([old], sealed)).toThrow(DecryptError);
    expect(() => chooseCaseKey([old, unnamed], sealed)).toThrow(DecryptError);
    expect(() => chooseCaseKey([{ ...current, version: 3 }], sealed)).toThrow(DecryptError);
    expectRefusal(() => openField(unnamed, place, sealed));
  });
});
