import { generateKeyPairSync } from 'node:crypto';
import {
  decodeTreeHead,
  encodeTreeHead,
  headHash,
  isSignedBy,
  logSigner,
  noHead,
  type LogSigner,
  type TreeHead,
} from './tree-head.js';

function newSigner(): LogSigner {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return logSigner({ d, x });
}

const head: TreeHead = {
  log: 'intake',
  timestamp: Date.UTC(2026, 10, 20, 8, 12),
  size: 300,
  root: Buffer.alloc(32, 7),
  previous: headHash(Buffer.from('the head before')),
};

describe('a tree head', () => {
  it('is encoded as the standard says', () => {
    const bytes = encodeTreeHead({ ...head, timestamp: 1, size: 300, previous: noHead });
    expect(bytes.toString('hex')).toBe(
      '0000000000000001' + // timestamp
        '000000000000012c' + // tree_size
        `20${'07'.repeat(32)}` + // root_hash
        `002e` + // length of the extensions
        `f0000006${Buffer.from('intake').toString('hex')}` +
        `f0010020${'00'.repeat(32)}`,
    );
  });

  it('is read back, and nothing else is', () => {
    const bytes = encodeTreeHead(head);
    expect(decodeTreeHead(bytes)).toEqual(head);
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeTreeHead(bytes.subarray(0, length))).toBeUndefined();
    expect(decodeTreeHead(Buffer.concat([bytes, Buffer.of(0)]))).toBeUndefined();
    expect(decodeTreeHead(Buffer.concat([Buffer.alloc(8, 255), bytes.subarray(8)]))).toBeUndefined();
    for (const place of [16, 49, 50, 51, 52]) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(decodeTreeHead(changed)).toBeUndefined();
    }
  });

  it('is believed only under the key that signed it, bit for bit', () => {
    const signer = newSigner();
    const bytes = encodeTreeHead(head);
    const signed = { head: bytes, signature: signer.sign(bytes) };
    expect(isSignedBy(signer.publicKey, signed)).toBe(true);
    expect(isSignedBy(newSigner().publicKey, signed)).toBe(false);
    expect(isSignedBy(signer.publicKey, { ...signed, head: encodeTreeHead({ ...head, size: 301 }) })).toBe(false);
    expect(isSignedBy(signer.publicKey, { ...signed, signature: Buffer.alloc(64) })).toBe(false);
    expect(isSignedBy(signer.publicKey, { ...signed, signature: Buffer.alloc(3) })).toBe(false);
    expect(isSignedBy(Buffer.alloc(31), signed)).toBe(false);
  });
});
