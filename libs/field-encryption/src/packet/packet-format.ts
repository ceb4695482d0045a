import { frame, u32be, utf8 } from '../core/framing.js';
import { sodium } from '../core/sodium.js';
import { PacketError } from './packet-error.js';

/** What everybody who carries the packet may read. Signed, and bound to every chunk as associated data. */
export interface PacketManifest {
  readonly version: 1;
  readonly packetId: string;
  readonly senderId: string;
  /** Key id of the sender's Ed25519 key. */
  readonly senderKeyId: string;
  readonly recipients: readonly { readonly recipientId: string; readonly keyId: string }[];
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
  readonly dataCategories: readonly string[];
}

/** JSON-serialisable; every binary member is base64url without padding. */
export interface SealedPacket {
  readonly manifest: PacketManifest;
  /** One a recipient, in the manifest's order. */
  readonly wraps: readonly { readonly keyId: string; readonly kem: string; readonly wrapped: string }[];
  /** BLAKE2b-256(packet key, ...): every recipient opens the same content, even from a dishonest sender. */
  readonly keyCommitment: string;
  readonly streamHeader: string;
  readonly chunks: readonly string[];
  readonly signature: string;
}

/** The binary form of a packet's outer members, checked for shape and length only. */
export interface PacketParts {
  readonly manifest: PacketManifest;
  readonly manifestBytes: Uint8Array;
  readonly wraps: readonly { readonly keyId: string; readonly kem: Uint8Array; readonly wrapped: Uint8Array }[];
  readonly keyCommitment: Uint8Array;
  readonly streamHeader: Uint8Array;
  readonly chunks: readonly Uint8Array[];
}

export const MAX_RECIPIENTS = 16;
/** Plaintext bytes of one chunk; the last may be shorter. */
export const CHUNK_BYTES = 65_536;
const MAX_CHUNKS = 17;
const MAX_NAME = 200;
const MAX_CATEGORIES = 64;
const KEY_ID = /^[0-9a-f]{32}$/;
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export function toBase64Url(bytes: Uint8Array): string {
  return sodium.to_base64(bytes, sodium.base64_variants.URLSAFE_NO_PADDING);
}

/** Strict base64url without padding; throws PacketError `malformed` on anything else. */
export function fromBase64Url(text: unknown, length?: number): Uint8Array {
  if (typeof text !== 'string') throw new PacketError('malformed');
  let bytes: Uint8Array;
  try {
    bytes = sodium.from_base64(text, sodium.base64_variants.URLSAFE_NO_PADDING);
  } catch {
    throw new PacketError('malformed');
  }
  if ((length !== undefined && bytes.length !== length) || toBase64Url(bytes) !== text)
    throw new PacketError('malformed');
  return bytes;
}

/** The canonical bytes of a manifest: length-prefixed members in fixed order, so no two manifests share them. */
export function manifestBytes(manifest: PacketManifest): Uint8Array {
  const recipients = manifest.recipients.flatMap(({ recipientId, keyId }) => [recipientId, keyId]);
  return frame(
    'packet-manifest/v1',
    manifest.packetId,
    manifest.senderId,
    manifest.senderKeyId,
    manifest.expiresAt,
    u32be(manifest.recipients.length),
    ...recipients,
    u32be(manifest.dataCategories.length),
    ...manifest.dataCategories,
  );
}

/** What the sender signs: manifest, wraps and the hash of the payload with everything needed to open it. */
export function signedBytes(parts: Omit<PacketParts, 'manifest'>): Uint8Array {
  const wraps = parts.wraps.flatMap(({ keyId, kem, wrapped }) => [keyId, kem, wrapped]);
  const payload = frame(parts.keyCommitment, parts.streamHeader, u32be(parts.chunks.length), ...parts.chunks);
  const payloadHash = sodium.crypto_generichash(32, payload, utf8('packet-payload/v1'));
  return frame(parts.manifestBytes, u32be(parts.wraps.length), ...wraps, payloadHash);
}

export const SIGNATURE_DOMAIN = 'packet/v1';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown, names: readonly string[]): Record<string, unknown> {
  if (!isRecord(value)) throw new PacketError('malformed');
  const found = Object.keys(value);
  if (found.length !== names.length || !names.every((name) => found.includes(name))) throw new PacketError('malformed');
  return value;
}

function list(value: unknown, longest: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > longest) throw new PacketError('malformed');
  return value;
}

function name(value: unknown): string {
  const fits =
    typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME && !/[\p{Cc}\p{Surrogate}]/u.test(value);
  if (!fits) throw new PacketError('malformed');
  return value;
}

function keyIdOf(value: unknown): string {
  if (typeof value !== 'string' || !KEY_ID.test(value)) throw new PacketError('malformed');
  return value;
}

function instant(value: unknown): string {
  if (typeof value !== 'string' || !ISO_UTC.test(value) || Number.isNaN(Date.parse(value)))
    throw new PacketError('malformed');
  return value;
}

/** Checks a manifest's shape and limits, member by member; nothing unknown passes. */
export function parseManifest(value: unknown): PacketManifest {
  const input = record(value, [
    'version',
    'packetId',
    'senderId',
    'senderKeyId',
    'recipients',
    'expiresAt',
    'dataCategories',
  ]);
  if (input.version !== 1) throw new PacketError('malformed');
  const recipients = list(input.recipients, MAX_RECIPIENTS).map((entry) => {
    const { recipientId, keyId } = record(entry, ['recipientId', 'keyId']);
    return { recipientId: name(recipientId), keyId: keyIdOf(keyId) };
  });
  const distinct = new Set(recipients.map(({ keyId }) => keyId));
  if (recipients.length === 0 || distinct.size !== recipients.length) throw new PacketError('malformed');
  return {
    version: 1,
    packetId: name(input.packetId),
    senderId: name(input.senderId),
    senderKeyId: keyIdOf(input.senderKeyId),
    recipients,
    expiresAt: instant(input.expiresAt),
    dataCategories: list(input.dataCategories, MAX_CATEGORIES).map(name),
  };
}

/** Checks the shape of a packet from outside and decodes it. Throws PacketError `malformed`. */
export function parsePacket(value: unknown): { parts: PacketParts; signature: Uint8Array } {
  const input = record(value, ['manifest', 'wraps', 'keyCommitment', 'streamHeader', 'chunks', 'signature']);
  const manifest = parseManifest(input.manifest);
  const wraps = list(input.wraps, MAX_RECIPIENTS).map((entry) => {
    const { keyId, kem, wrapped } = record(entry, ['keyId', 'kem', 'wrapped']);
    return {
      keyId: keyIdOf(keyId),
      kem: fromBase64Url(kem, sodium.crypto_kem_xwing_CIPHERTEXTBYTES),
      wrapped: fromBase64Url(wrapped),
    };
  });
  const chunks = list(input.chunks, MAX_CHUNKS).map((chunk) => fromBase64Url(chunk));
  const longest = CHUNK_BYTES + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
  if (chunks.some((chunk) => chunk.length > longest)) throw new PacketError('malformed');
  const parts = {
    manifest,
    manifestBytes: manifestBytes(manifest),
    wraps,
    keyCommitment: fromBase64Url(input.keyCommitment, 32),
    streamHeader: fromBase64Url(input.streamHeader, sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES),
    chunks,
  };
  return { parts, signature: fromBase64Url(input.signature, sodium.crypto_sign_BYTES) };
}
