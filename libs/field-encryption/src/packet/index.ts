/** Browser-safe: nothing below this line imports a Node module. */
export { ready } from '../core/sodium.js';
export {
  DecryptError,
  FieldEncryptionError,
  FieldTooLongError,
  FormatError,
  PassphraseTooWeakError,
} from '../core/errors.js';
export type { PassphraseCost } from '../core/passphrase-rules.js';
export { requireStrongPassphrase } from '../core/passphrase-rules.js';
export { generateSigningKeyPair, publicKeyId, signMessage, verifyMessage } from '../core/signature.js';
export type { SigningKeyPair } from '../core/signature.js';
export { PacketError } from './packet-error.js';
export type { PacketFailure } from './packet-error.js';
export { fromBase64Url, toBase64Url } from './packet-format.js';
export type { PacketManifest, SealedPacket } from './packet-format.js';
export { fingerprint, generatePartnerKeyPair, partnerKeyId, replySigningKeyPair } from './partner-key.js';
export type { PartnerKeyPair } from './partner-key.js';
export { PassphraseError, openSecretKey, sealSecretKey } from './secret-key-seal.js';
export type { SealedSecretKey } from './secret-key-seal.js';
export { openPacket, sealPacket, verifyPacket } from './packet.js';
export type { OpenPacketInput, PacketRecipient, SealPacketInput } from './packet.js';
