import { DecryptError, FormatError } from '../core/errors.js';
import { readHeader } from '../core/envelope.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from '../fields/case-key.js';
import { openField, sealField } from '../fields/sealed-field.js';
import { unwrapKey, wrapKey, wrappingKeyId } from './wrapped-key.js';
import type { WrapContext } from './wrapped-key.js';

const CONTEXT: WrapContext = {
  app: 'an-tam',
  centreId: 'centre-a',
  purpose: 'case-key',
  subjectId: 'case-1',
  version: 1,
};
const kek = newCaseKey().bytes;
const key = newCaseKey().bytes;

beforeAll(ready);

describe('a wrapped key', () => {
  it('opens under the same key and context', () => {
    expect(unwrapKey(kek, CONTEXT, wrapKey(kek, CONTEXT, key))).toEqual(key);
  });

  it.each<[string, Partial<WrapContext>]>([
    ['application', { app: 'other' }],
    ['centre', { centreId: 'centre-b' }],
    ['purpose', { purpose: 'blind-index' }],
    ['case', { subjectId: 'case-2' }],
    ['version', { version: 2 }],
    ['border between names', { centreId: 'centre-ac', purpose: 'case-key', subjectId: 'ase-1' }],
  ])('does not open for another %s', (_, change) => {
    const wrapped = wrapKey(kek, CONTEXT, key);
    expect(unwrapKey(kek, CONTEXT, wrapped)).toEqual(key);
    expect(() => unwrapKey(kek, { ...CONTEXT, ...change }, wrapped)).toThrow(DecryptError);
  });

  it('does not open under another key, or with any bit flipped or byte missing', () => {
    const wrapped = wrapKey(kek, CONTEXT, key);
    expect(unwrapKey(kek, CONTEXT, wrapped)).toEqual(key);
    expect(() => unwrapKey(newCaseKey().bytes, CONTEXT, wrapped)).toThrow(DecryptError);
    for (let bit = 0; bit < wrapped.length * 8; bit++) {
      const flipped = wrapped.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unwrapKey(kek, CONTEXT, flipped)).toThrow(DecryptError);
    }
    expect(() => unwrapKey(kek, CONTEXT, wrapped.slice(0, -1))).toThrow(DecryptError);
  });

  it('names its wrapping key in the header without showing it', () => {
    const header = readHeader(wrapKey(kek, CONTEXT, key));
    expect(header.keyId).toEqual(wrappingKeyId(kek));
    expect(header.keyId).not.toEqual(wrappingKeyId(newCaseKey().bytes));
    expect(Buffer.from(kek).includes(Buffer.from(header.keyId))).toBe(false);
  });

  it('and a sealed field are never taken for each other', () => {
    const fieldContext = {
      caseId: 'an-tam',
      table: 'centre-a',
      column: 'case-key',
      rowId: 'case-1',
      type: 'text' as const,
    };
    const fieldKey = { keyId: wrappingKeyId(kek), version: 1, bytes: kek };
    const wrapped = wrapKey(kek, CONTEXT, key);
    const sealed = sealField(fieldKey, fieldContext, key, 'fixed64');
    expect(openField(fieldKey, fieldContext, sealed)).toEqual(key);
    expect(() => openField(fieldKey, fieldContext, wrapped)).toThrow(DecryptError);
    expect(() => unwrapKey(kek, CONTEXT, sealed)).toThrow(DecryptError);
  });

  it('has 32 bytes, and so has the wrapping key', () => {
    expect(() => wrapKey(kek, CONTEXT, key.slice(1))).toThrow(FormatError);
    expect(() => wrapKey(kek.slice(1), CONTEXT, key)).toThrow(FormatError);
  });
});
