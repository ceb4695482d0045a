import { fromBase64Url, signMessage, toBase64Url, type SealedPacket } from '@an-tam/field-encryption';
import sodium from 'libsodium-wrappers-sumo';
import { people } from '../../support/packet-kit.js';
import { lp, u32 } from './kit.js';

export { NOW, meet, open, people, reasonOf, recipient, seal } from '../../support/packet-kit.js';

export const asSecond = () => ({
  recipientKeyId: people.second.keyId,
  secretKey: people.second.secretKey,
  publicKey: people.second.publicKey,
});

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
