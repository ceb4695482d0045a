import {
  DecryptError,
  newCaseKey,
  openField,
  ready,
  sealField,
  unwrapKey,
  wrapKey,
  wrappingKeyId,
} from '@an-tam/field-encryption';
import type { WrapContext } from '@an-tam/field-encryption';
import { flips } from './kit.js';

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
  it.each<[string, Partial<WrapContext>]>([
    ['application', { app: 'other' }],
    ['centre', { centreId: 'centre-b' }],
    ['purpose', { purpose: 'blind-index' }],
    ['case', { subjectId: 'case-2' }],
    ['version', { version: 2 }],
    ['border between names', { centreId: 'centre-ac', purpose: 'case-key', subjectId: 'ase-1' }],
  ])('moved to another %s does not open', (_, change) => {
    const wrapped = wrapKey(kek, CONTEXT, key);
    expect(unwrapKey(kek, CONTEXT, wrapped)).toEqual(key);
    expect(() => unwrapKey(kek, { ...CONTEXT, ...change }, wrapped)).toThrow(DecryptError);
  });

  it('does not open under another key, or with any bit flipped or byte missing', () => {
    const wrapped = wrapKey(kek, CONTEXT, key);
    expect(unwrapKey(kek, CONTEXT, wrapped)).toEqual(key);
    expect(() => unwrapKey(newCaseKey().bytes, CONTEXT, wrapped)).toThrow(DecryptError);
    for (const flipped of flips(wrapped)) expect(() => unwrapKey(kek, CONTEXT, flipped)).toThrow(DecryptError);
    expect(() => unwrapKey(kek, CONTEXT, wrapped.slice(0, -1))).toThrow(DecryptError);
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
});
