import fc from 'fast-check';
import { MIN_SEALED_BYTES, readHeader } from '../core/envelope.js';
import { ready, sodium } from '../core/sodium.js';
import { newCaseKey } from './case-key.js';
import { openField, sealField } from './sealed-field.js';
import type { FieldContext } from './sealed-field.js';

const CONTEXT: FieldContext = { caseId: 'case-1', table: 'clients', column: 'phone', rowId: 'row-1', type: 'text' };
const SECRET = new TextEncoder().encode('Nguyễn Thị Hoà');

beforeAll(ready);

describe('a sealed field', () => {
  it('opens with its key at its place, whatever it holds', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 20 });
    const context = fc.record({
      caseId: name,
      table: name,
      column: name,
      rowId: name,
      type: fc.constantFrom('text', 'json', 'integer', 'date', 'enum'),
    }) as fc.Arbitrary<FieldContext>;
    fc.assert(
      fc.property(context, fc.uint8Array({ maxLength: 2000 }), (place, plaintext) => {
        const key = newCaseKey();
        expect(openField(key, place, sealField(key, place, plaintext, 'text'))).toEqual(plaintext);
      }),
    );
  });

  it('has the layout of format version 1', () => {
    const key = newCaseKey(7);
    const sealed = sealField(key, CONTEXT, new Uint8Array(0), 'text');
    expect([...sealed.subarray(0, 4)]).toEqual([0xa7, 1, 1, 1]);
    expect(sealed.subarray(4, 20)).toEqual(key.keyId);
    expect([...sealed.subarray(20, 24)]).toEqual([0, 0, 0, 7]);
    expect(sealed).toHaveLength(24 + 24 + 32 + 32 + 16);
    expect(MIN_SEALED_BYTES).toBe(sealed.length);
    expect(readHeader(sealed)).toEqual({ schema: 1, keyId: key.keyId, keyVersion: 7 });
  });

  it('derives key and commitment as documented, so that another implementation can open it', () => {
    const key = newCaseKey();
    const sealed = sealField(key, CONTEXT, SECRET, 'text');
    const lp = (text: string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(text));
      return Buffer.concat([length, Buffer.from(text)]);
    };
    const aad = Buffer.concat(['case-1', 'clients', 'phone', 'row-1', 'text'].map(lp));
    const okm = sodium.crypto_generichash(
      64,
      Buffer.concat([Buffer.from('field/v1\0'), sealed.subarray(0, 48), aad]),
      key.bytes,
    );
    expect(sealed.subarray(48, 80)).toEqual(okm.subarray(32));
    const padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(80),
      sealed.subarray(0, 24),
      sealed.subarray(24, 48),
      okm.subarray(0, 32),
    );
    expect(padded).toHaveLength(32);
    expect(padded.subarray(0, SECRET.length + 1)).toEqual(new Uint8Array([...SECRET, 0x80]));
  });

  it('is different every time, and holds no plaintext', () => {
    const key = newCaseKey();
    const sealed = [1, 2].map(() => Buffer.from(sealField(key, CONTEXT, SECRET, 'text')));
    expect(sealed[0]?.equals(sealed[1] ?? Buffer.alloc(0))).toBe(false);
    expect(sealed[0]?.includes(Buffer.from('Nguy'))).toBe(false);
  });
});
