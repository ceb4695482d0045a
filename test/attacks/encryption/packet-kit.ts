import {
  PacketError,
  fromBase64Url,
  generatePartnerKeyPair,
  generateSigningKeyPair,
  openPacket,
  ready,
  sealPacket,
  signMessage,
  toBase64Url,
} from '@an-tam/field-encryption';
import type {
  OpenPacketInput,
  PartnerKeyPair,
  SealPacketInput,
  SealedPacket,
  SigningKeyPair,
} from '@an-tam/field-encryption';
import sodium from 'libsodium-wrappers-sumo';
import { lp, u32 } from './kit.js';

export const NOW = new Date('2026-03-01T00:00:00Z');

/** Who sends, who receives and who should not; filled once libsodium is ready. */
export const people = {} as {
  sender: SigningKeyPair;
  stranger: SigningKeyPair;
  partner: PartnerKeyPair;
  second: PartnerKeyPair;
};

export async function meet(): Promise<void> {
  await ready();
  people.sender = generateSigningKeyPair();
  people.stranger = generateSigningKeyPair();
  people.partner = generatePartnerKeyPair();
  people.second = generatePartnerKeyPair();
}

export const recipient = (id: string, { keyId, publicKey }: PartnerKeyPair) => ({ recipientId: id, keyId, publicKey });

export function seal(change: Partial<SealPacketInput> = {}): SealedPacket {
  return sealPacket({
    packetId: 'packet-1',
    senderId: 'centre-a',
    signingKey: people.sender.secretKey,
    recipients: [recipient('partner-1', people.partner)],
    expiresAt: '2026-03-08T00:00:00Z',
    dataCategories: ['contact', 'need'],
    payload: { alias: 'Sao Mai', need: 'legal', note: 'gọi sau 17 giờ' },
    ...change,
  });
}

export function open(packet: unknown, change: Partial<OpenPacketInput> = {}) {
  const { keyId: recipientKeyId, secretKey, publicKey } = people.partner;
  const senderVerifyKey = people.sender.publicKey;
  return openPacket(packet, { recipientKeyId, secretKey, publicKey, senderVerifyKey, now: NOW, ...change });
}

export const asSecond = () => ({
  recipientKeyId: people.second.keyId,
  secretKey: people.second.secretKey,
  publicKey: people.second.publicKey,
});

export function reasonOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return error instanceof PacketError ? error.reason : `not a packet error: ${String(error)}`;
  }
  return 'opened';
}

/** What the page of the format says is signed: manifest, wraps, hash of the payload. */
export function signedBytes({ manifest, wraps, keyCommitment, streamHeader, chunks }: SealedPacket): Uint8Array {
  const { packetId, senderId, senderKeyId, expiresAt, recipients, dataCategories } = manifest;
  const manifestBytes = lp(
    ...['packet-manifest/v1', packetId, senderId, senderKeyId, expiresAt],
    u32(recipients.length),
    ...recipients.flatMap(({ recipientId, keyId }) => [recipientId, keyId]),
    u32(dataCategories.length),
    ...dataCategories,
  );
  const payload = lp(
    fromBase64Url(keyCommitment),
    fromBase64Url(streamHeader),
    u32(chunks.length),
    ...chunks.map((chunk) => fromBase64Url(chunk)),
  );
  const payloadHash = sodium.crypto_generichash(32, payload, 'packet-payload/v1');
  const sent = wraps.flatMap(({ keyId, kem, wrapped }) => [keyId, fromBase64Url(kem), fromBase64Url(wrapped)]);
  return lp(manifestBytes, u32(wraps.length), ...sent, payloadHash);
}

/** Signs a changed packet again with the sender's own key: what a dishonest or stolen sender could do. */
export function resigned(packet: SealedPacket, secretKey = people.sender.secretKey): SealedPacket {
  return { ...packet, signature: toBase64Url(signMessage(secretKey, 'packet/v1', signedBytes(packet))) };
}
