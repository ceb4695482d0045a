import { randomBytes } from 'node:crypto';
import { newCaseKey } from '../fields/case-key.js';
import { openField, sealField } from '../fields/sealed-field.js';
import type { FieldContext } from '../fields/sealed-field.js';
import { inScratch } from './scratch.js';
import { ready, wasm } from './sodium.js';

const place: FieldContext = { caseId: 'case-1', table: 'client', column: 'name', rowId: 'row-1', type: 'text' };
const inMemory = (bytes: Uint8Array) => Buffer.from(wasm().HEAPU8.buffer).includes(Buffer.from(bytes));

beforeAll(ready);

describe('scratch memory', () => {
  it('holds what is worked on, and nothing of it afterwards, however the work ends', () => {
    const secret = randomBytes(32);
    const work = (fails: boolean) => () =>
      inScratch(5000, ({ HEAPU8 }, at) => {
        HEAPU8.set(secret, at + 4900);
        expect(inMemory(secret)).toBe(true);
        if (fails) throw new Error('stop');
      });
    work(false)();
    expect(inMemory(secret)).toBe(false);
    expect(work(true)).toThrow('stop');
    expect(inMemory(secret)).toBe(false);
  });

  it('keeps no key and no plaintext after sealing and opening, short or long', () => {
    for (const length of [40, 400, 40_000]) {
      const key = newCaseKey();
      const plaintext = new Uint8Array(randomBytes(length));
      const sealed = sealField(key, place, plaintext, 'text');
      expect(openField(key, place, sealed)).toEqual(plaintext);
      expect([inMemory(key.bytes), inMemory(plaintext.subarray(0, 32))]).toEqual([false, false]);
    }
  });
});
