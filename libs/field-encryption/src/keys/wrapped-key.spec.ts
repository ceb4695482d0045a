import { FormatError } from '../core/errors.js';
import { readHeader } from '../core/envelope.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from '../fields/case-key.js';
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

  it('names its wrapping key in the header without showing it', () => {
    const header = readHeader(wrapKey(kek, CONTEXT, key));
    expect(header.keyId).toEqual(wrappingKeyId(kek));
    expect(header.keyId).not.toEqual(wrappingKeyId(newCaseKey().bytes));
    expect(Buffer.from(kek).includes(Buffer.from(header.keyId))).toBe(false);
  });

  it('has 32 bytes, and so has the wrapping key', () => {
    expect(() => wrapKey(kek, CONTEXT, key.slice(1))).toThrow(FormatError);
    expect(() => wrapKey(kek.slice(1), CONTEXT, key)).toThrow(FormatError);
  });
});
