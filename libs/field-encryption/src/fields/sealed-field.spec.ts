import fc from 'fast-check';
import { DecryptError } from '../core/errors.js';
import { MIN_SEALED_BYTES, readHeader } from '../core/envelope.js';
import { ready, sodium } from '../core/sodium.js';
import { chooseCaseKey, newCaseKey } from './case-key.js';
import { openField, sealField } from './sealed-field.js';
import type { FieldContext } from './sealed-field.js';

const CONTEXT: FieldContext = { caseId: 'case-1', table: 'clients', column: 'phone', rowId: 'row-1', type: 'text' };
const SECRET = new TextEncoder().encode('Nguyễn Thị Hoà');

beforeAll(ready);

/** What opening does, as a value: the plaintext in UTF-8, or the error. */
function outcome(open: () => Uint8Array): unknown {
  try {
    return Buffer.from(open()).toString('utf8');
  } catch (error) {
    return error;
  }
}

function expectUniformRefusal(open: () => Uint8Array): void {
  const error = outcome(open);
  expect(error).toBeInstanceOf(DecryptError);
  expect(error).toMatchObject({ code: 'DECRYPT_FAILED', message: new DecryptError().message });
  expect(Object.keys(error as object).sort()).toEqual(['code', 'name']);
}

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

describe('a sealed field moved or changed', () => {
  it.each([
    ['case', { caseId: 'case-2' }],
    ['table', { table: 'contacts' }],
    ['column', { column: 'name' }],
    ['row', { rowId: 'row-2' }],
    ['type', { type: 'enum' as const }],
    ['borders between names', { caseId: 'case-1c', table: 'lients' }],
  ])('does not open at another %s', (_, change) => {
    const key = newCaseKey();
    const sealed = sealField(key, CONTEXT, SECRET, 'text');
    expect(outcome(() => openField(key, CONTEXT, sealed))).toBe('Nguyễn Thị Hoà');
    expectUniformRefusal(() => openField(key, { ...CONTEXT, ...change }, sealed));
  });

  it('does not open with any bit flipped', () => {
    const key = newCaseKey();
    const sealed = sealField(key, CONTEXT, SECRET, 'text');
    expect(outcome(() => openField(key, CONTEXT, sealed))).toBe('Nguyễn Thị Hoà');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = sealed.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expectUniformRefusal(() => openField(key, CONTEXT, flipped));
    }
  });

  it('does not open cut short or extended by any length', () => {
    const key = newCaseKey();
    const sealed = sealField(key, CONTEXT, SECRET, 'text');
    expect(outcome(() => openField(key, CONTEXT, sealed))).toBe('Nguyễn Thị Hoà');
    for (let length = 0; length < sealed.length; length++) {
      expectUniformRefusal(() => openField(key, CONTEXT, sealed.slice(0, length)));
    }
    for (const extra of [1, 16, 32]) {
      expectUniformRefusal(() => openField(key, CONTEXT, new Uint8Array([...sealed, ...new Uint8Array(extra)])));
    }
  });

  it('does not open under another key, version or key id', () => {
    const key = newCaseKey();
    const sealed = sealField(key, CONTEXT, SECRET, 'text');
    expect(outcome(() => openField(key, CONTEXT, sealed))).toBe('Nguyễn Thị Hoà');
    expectUniformRefusal(() => openField({ ...key, bytes: newCaseKey().bytes }, CONTEXT, sealed));
    expectUniformRefusal(() => openField({ ...key, keyId: newCaseKey().keyId }, CONTEXT, sealed));
    expectUniformRefusal(() => openField({ ...key, version: 2 }, CONTEXT, sealed));
  });

  it('is refused by its header alone for an unknown magic, version, suite or schema', () => {
    const sealed = sealField(newCaseKey(), CONTEXT, SECRET, 'text');
    expect(readHeader(sealed).schema).toBe(1);
    for (let at = 0; at < 4; at++) {
      for (const value of [0, 2, 255]) {
        const other = sealed.slice();
        other[at] = value;
        expect(() => readHeader(other)).toThrow(DecryptError);
      }
    }
  });

  it('of random bytes never opens and never fails otherwise', () => {
    const key = newCaseKey();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
        expectUniformRefusal(() => openField(key, CONTEXT, bytes)),
      ),
    );
  });
});

describe('the case key', () => {
  it('is chosen by the header alone', () => {
    const [old, current] = [newCaseKey(1), newCaseKey(2)];
    const sealed = sealField(current, CONTEXT, SECRET, 'text');
    expect(chooseCaseKey([old, current], sealed)).toBe(current);
    expect(() => chooseCaseKey([old], sealed)).toThrow(DecryptError);
    expect(() => chooseCaseKey([{ ...current, version: 3 }], sealed)).toThrow(DecryptError);
  });
});
