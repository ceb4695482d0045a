import { openEnvelope, sealEnvelope } from '../core/envelope.js';
import { FormatError } from '../core/errors.js';
import { concat, frame, fromUtf8, utf8 } from '../core/framing.js';
import { pad, unpad } from '../core/padding.js';
import { publicKeyId, signMessage, verifyMessage } from '../core/signature.js';
import { sodium } from '../core/sodium.js';
import { PacketError } from './packet-error.js';
import {
  SIGNATURE_DOMAIN,
  manifestBytes,
  parseManifest,
  parsePacket,
  signedBytes,
  toBase64Url,
} from './packet-format.js';
import type { PacketManifest, SealedPacket } from './packet-format.js';
import { decryptChunks, encryptChunks } from './packet-stream.js';
import { partnerKeyId } from './partner-key.js';

export interface PacketRecipient {
  readonly recipientId: string;
  readonly keyId: string;
  /** X-Wing, 1216 bytes: the key that was pinned after its fingerprint had been confirmed. */
  readonly publicKey: Uint8Array;
}

export interface SealPacketInput {
  /** Unique for ever: whoever receives refuses the same id twice, which is what stops replay. */
  readonly packetId: string;
  readonly senderId: string;
  /** The sender's Ed25519 secret key, 64 bytes. */
  readonly signingKey: Uint8Array;
  /** 1 to 16, all with different keys. */
  readonly recipients: readonly PacketRecipient[];
  /** ISO 8601 with a time zone. */
  readonly expiresAt: string;
  readonly dataCategories: readonly string[];
  /** Any JSON value, at most 1 MiB in UTF-8. */
  readonly payload: unknown;
}

export interface OpenPacketInput {
  readonly recipientKeyId: string;
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
  /** The sender's pinned Ed25519 public key, 32 bytes. */
  readonly senderVerifyKey: Uint8Array;
  readonly now: Date;
}

/** KW = BLAKE2b-256(shared secret, LP("packet-wrap/v1", kem ciphertext, recipient key, packet id)). */
function wrappingKey(sharedSecret: Uint8Array, kem: Uint8Array, publicKey: Uint8Array, packetId: string): Uint8Array {
  return sodium.crypto_generichash(32, frame('packet-wrap/v1', kem, publicKey, packetId), sharedSecret);
}

function commitmentOf(packetKey: Uint8Array, packetId: string): Uint8Array {
  return sodium.crypto_generichash(32, frame('packet-commit/v1', packetId), packetKey);
}

function wrapFor(recipient: PacketRecipient, packetId: string, packetKey: Uint8Array) {
  const { ciphertext: kem, sharedSecret } = sodium.crypto_kem_xwing_enc(recipient.publicKey);
  const bytes = wrappingKey(sharedSecret, kem, recipient.publicKey, packetId);
  const key = { keyId: sodium.from_hex(recipient.keyId), version: 1, bytes };
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const wrapped = sealEnvelope('wrap/v1', key, nonce, frame('packet/v1', packetId), packetKey, 'fixed64');
  sharedSecret.fill(0);
  bytes.fill(0);
  return { keyId: recipient.keyId, kem, wrapped };
}

function isoInstant(value: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime()) || !/(?:Z|[+-]\d{2}:\d{2})$/.test(value))
    throw new FormatError('The expiry is not an instant.');
  return date.toISOString();
}

function payloadBytes(payload: unknown): Uint8Array {
  const text = JSON.stringify(payload) as string | undefined;
  if (text === undefined) throw new FormatError('The payload is not a JSON value.');
  return utf8(text);
}

/**
 * Seals a JSON payload for its recipients and signs it. Nobody on the way can read, change, shorten or re-address it.
 * Throws FormatError on a bad parameter, PacketError `malformed` on a bad manifest member, FieldTooLongError over 1 MiB.
 */
export function sealPacket(input: SealPacketInput): SealedPacket {
  for (const { publicKey, keyId } of input.recipients) {
    if (partnerKeyId(publicKey) !== keyId) throw new FormatError('A recipient key id does not belong to its key.');
  }
  const signer = sodium.crypto_sign_ed25519_sk_to_pk(input.signingKey);
  const manifest = parseManifest({
    version: 1,
    packetId: input.packetId,
    senderId: input.senderId,
    senderKeyId: publicKeyId('ed25519', signer),
    recipients: input.recipients.map(({ recipientId, keyId }) => ({ recipientId, keyId })),
    expiresAt: isoInstant(input.expiresAt),
    dataCategories: [...input.dataCategories],
  });
  const ad = manifestBytes(manifest);
  const packetKey = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  const plaintext = payloadBytes(input.payload);
  const padded = pad(plaintext, 'text');
  const { header: streamHeader, chunks } = encryptChunks(packetKey, ad, padded);
  const wraps = input.recipients.map((recipient) => wrapFor(recipient, manifest.packetId, packetKey));
  const keyCommitment = commitmentOf(packetKey, manifest.packetId);
  for (const secret of [packetKey, plaintext, padded]) secret.fill(0);
  const toSign = signedBytes({ manifestBytes: ad, wraps, keyCommitment, streamHeader, chunks });
  return {
    manifest,
    wraps: wraps.map(({ keyId, kem, wrapped }) => ({ keyId, kem: toBase64Url(kem), wrapped: toBase64Url(wrapped) })),
    keyCommitment: toBase64Url(keyCommitment),
    streamHeader: toBase64Url(streamHeader),
    chunks: chunks.map(toBase64Url),
    signature: toBase64Url(signMessage(input.signingKey, SIGNATURE_DOMAIN, toSign)),
  };
}

/**
 * What a carrier without any secret can check: shape, signature and expiry. Returns the manifest.
 * Throws PacketError `malformed`, `signature` or `expired`.
 */
export function verifyPacket(packet: unknown, senderVerifyKey: Uint8Array, now: Date): PacketManifest {
  return verified(packet, senderVerifyKey, now).manifest;
}

function verified(packet: unknown, senderVerifyKey: Uint8Array, now: Date) {
  const { parts, signature } = parsePacket(packet);
  const signer = publicKeyId('ed25519', senderVerifyKey);
  const signed = verifyMessage(senderVerifyKey, SIGNATURE_DOMAIN, signedBytes(parts), signature);
  if (!signed || parts.manifest.senderKeyId !== signer) throw new PacketError('signature');
  if (Date.parse(parts.manifest.expiresAt) <= now.getTime()) throw new PacketError('expired');
  return parts;
}

/**
 * Verifies and opens a packet. Order: shape, signature, expiry, address, content; the first failure is the PacketError's
 * reason. Whether the packet id was seen before is for the caller to ask.
 */
export function openPacket(packet: unknown, input: OpenPacketInput): { manifest: PacketManifest; payload: unknown } {
  const parts = verified(packet, input.senderVerifyKey, input.now);
  const { manifest } = parts;
  const position = manifest.recipients.findIndex(({ keyId }) => keyId === input.recipientKeyId);
  const wrap = parts.wraps[position];
  if (position < 0 || partnerKeyId(input.publicKey) !== input.recipientKeyId) throw new PacketError('not-addressed');
  if (!wrap || parts.wraps.length !== manifest.recipients.length || wrap.keyId !== input.recipientKeyId) {
    throw new PacketError('tampered');
  }
  const sharedSecret = sodium.crypto_kem_xwing_dec(wrap.kem, input.secretKey);
  const bytes = wrappingKey(sharedSecret, wrap.kem, input.publicKey, manifest.packetId);
  sharedSecret.fill(0);
  const packetKey = unwrapPacketKey(wrap, bytes, manifest.packetId);
  try {
    if (!sodium.memcmp(commitmentOf(packetKey, manifest.packetId), parts.keyCommitment))
      throw new PacketError('tampered');
    const pieces = decryptChunks(packetKey, parts.manifestBytes, parts.streamHeader, parts.chunks);
    return { manifest, payload: parsePayload(concat(...pieces)) };
  } finally {
    packetKey.fill(0);
  }
}

function unwrapPacketKey(
  wrap: { keyId: string; wrapped: Uint8Array },
  bytes: Uint8Array,
  packetId: string,
): Uint8Array {
  try {
    const key = { keyId: sodium.from_hex(wrap.keyId), version: 1, bytes };
    const packetKey = openEnvelope('wrap/v1', key, frame('packet/v1', packetId), wrap.wrapped);
    if (packetKey.length === 32) return packetKey;
  } catch {
    // The envelope's uniform error becomes the packet's own class below.
  } finally {
    bytes.fill(0);
  }
  throw new PacketError('tampered');
}

function parsePayload(padded: Uint8Array): unknown {
  const plaintext = unpad(padded);
  padded.fill(0);
  if (!plaintext) throw new PacketError('tampered');
  try {
    return JSON.parse(fromUtf8(plaintext)) as unknown;
  } catch {
    throw new PacketError('tampered');
  } finally {
    plaintext.fill(0);
  }
}
