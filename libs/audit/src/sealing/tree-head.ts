import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { hashBytes } from './merkle-tree.js';

/** What the log was at one moment. */
export interface TreeHead {
  /** Name of the log: the service whose entries it holds. */
  readonly log: string;
  /** Milliseconds since 1970 (UTC). */
  readonly timestamp: number;
  /** Number of entries. */
  readonly size: number;
  /** Merkle tree hash over the entries, 32 bytes. */
  readonly root: Buffer;
  /** {@link headHash} of the head before, or 32 zero bytes for the first. */
  readonly previous: Buffer;
}

/** A head as it was signed: the bytes are kept, so that nothing is ever encoded a second time to check a signature. */
export interface SignedTreeHead {
  readonly head: Buffer;
  readonly signature: Buffer;
}

/** Signs the heads of one log. The key is used for nothing else. */
export interface LogSigner {
  /** Raw Ed25519 public key, 32 bytes. */
  readonly publicKey: Buffer;
  sign(head: Uint8Array): Buffer;
}

/** Two numbers of the range that RFC 9162 leaves to private use. */
const extensions = { log: 0xf000, previous: 0xf001 } as const;

/** `previous` of the first head of a log. */
export const noHead: Buffer = Buffer.alloc(hashBytes);

const u16 = (value: number) => Buffer.of(value >> 8, value & 0xff);
const u64 = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
const extension = (type: number, data: Uint8Array) => Buffer.concat([u16(type), u16(data.length), data]);

/** TreeHeadDataV2 of RFC 9162 section 4.10, with the log's name and the head before as extensions. */
export function encodeTreeHead(head: TreeHead): Buffer {
  const more = Buffer.concat([
    extension(extensions.log, Buffer.from(head.log, 'utf8')),
    extension(extensions.previous, head.previous),
  ]);
  return Buffer.concat([u64(head.timestamp), u64(head.size), Buffer.of(hashBytes), head.root, u16(more.length), more]);
}

/** Reads what {@link encodeTreeHead} wrote, and nothing else. @returns undefined for any other bytes. */
export function decodeTreeHead(bytes: Buffer): TreeHead | undefined {
  const rootAt = 8 + 8 + 1;
  const logAt = rootAt + hashBytes + 2;
  if (bytes.length < logAt + 4) return undefined;
  const nameEnd = logAt + 4 + bytes.readUInt16BE(logAt + 2);
  const head: TreeHead = {
    timestamp: Number(bytes.readBigUInt64BE(0)),
    size: Number(bytes.readBigUInt64BE(8)),
    root: bytes.subarray(rootAt, rootAt + hashBytes),
    log: bytes.toString('utf8', logAt + 4, nameEnd),
    previous: bytes.subarray(nameEnd + 4),
  };
  const isWhole = Number.isSafeInteger(head.timestamp) && Number.isSafeInteger(head.size);
  return isWhole && head.previous.length === hashBytes && encodeTreeHead(head).equals(bytes) ? head : undefined;
}

/** By what the next head names this one. */
export const headHash = (head: Uint8Array): Buffer => createHash('sha256').update(head).digest();

/** A signer of an Ed25519 pair: seed (`d`) and public key (`x`), 32 bytes each in base64url, as in a JWK. */
export function logSigner({ d, x }: { readonly d: string; readonly x: string }): LogSigner {
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x }, format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), sign: (head) => sign(null, head, key) };
}

/** Whether the holder of the key signed exactly this head; false for anything that is no key or no signature. */
export function isSignedBy(publicKey: Uint8Array, { head, signature }: SignedTreeHead): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const x = Buffer.from(publicKey).toString('base64url');
  return verify(null, head, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
}
