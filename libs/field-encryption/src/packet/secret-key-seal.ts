import { openEnvelope, sealEnvelope } from '../core/envelope.js';
import { FieldEncryptionError, FormatError } from '../core/errors.js';
import { frame, u32be } from '../core/framing.js';
import { isAcceptableCost, passphraseBytes, requireStrongPassphrase } from '../core/passphrase-rules.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { sodium } from '../core/sodium.js';
import { PacketError } from './packet-error.js';
import { fromBase64Url, toBase64Url } from './packet-format.js';
import { generatePartnerKeyPair, partnerKeyId } from './partner-key.js';

/** A partner's secret key as the server keeps it: useless without the passphrase. JSON-serialisable. */
export interface SealedSecretKey {
  readonly version: 1;
  readonly keyId: string;
  readonly publicKey: string;
  readonly kdf: {
    readonly algorithm: 'argon2id13';
    readonly passes: number;
    readonly memoryBytes: number;
    readonly salt: string;
  };
  readonly sealed: string;
}

/** Wrong passphrase, or a sealed key that was changed: the two cannot be told apart. */
export class PassphraseError extends FieldEncryptionError {
  constructor() {
    super('PASSPHRASE_WRONG', 'The passphrase does not open this key.');
  }
}

/** Three passes over 64 MiB: RFC 9106's second recommended option, what a cheap phone can still do in seconds. */
const DEFAULT_COST: PassphraseCost = { passes: 3, memoryBytes: 64 * 1024 * 1024 };

function derive(passphrase: string, salt: Uint8Array, cost: PassphraseCost): Uint8Array {
  const secret = passphraseBytes(passphrase);
  const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13;
  const key = sodium.crypto_pwhash(32, secret, salt, cost.passes, cost.memoryBytes, algorithm);
  secret.fill(0);
  return key;
}

function associatedData(publicKey: Uint8Array, salt: Uint8Array, cost: PassphraseCost): Uint8Array {
  return frame('argon2id13', u32be(cost.passes), u32be(cost.memoryBytes), salt, publicKey);
}

function envelopeKey(keyId: string, bytes: Uint8Array) {
  return { keyId: sodium.from_hex(keyId), version: 1, bytes };
}

/**
 * Seals a partner's secret key under a passphrase (Argon2id, then the version-1 envelope under `secret-key/v1`, bound to
 * the public key and the cost). Takes about a second and blocks: call it in a worker.
 * Throws PassphraseTooWeakError, or FormatError when the two halves do not belong together.
 */
export function sealSecretKey(
  secretKey: Uint8Array,
  publicKey: Uint8Array,
  passphrase: string,
  cost: PassphraseCost = DEFAULT_COST,
): SealedSecretKey {
  requireStrongPassphrase(passphrase);
  if (!isAcceptableCost(cost)) throw new FormatError('The passphrase cost is out of range.');
  if (secretKey.length !== sodium.crypto_kem_xwing_SECRETKEYBYTES)
    throw new FormatError('An X-Wing secret key has 32 bytes.');
  const keyId = partnerKeyId(publicKey);
  if (generatePartnerKeyPair(secretKey).keyId !== keyId)
    throw new FormatError('The key halves do not belong together.');
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
  const key = derive(passphrase, salt, cost);
  const nonce = sodium.randombytes_buf(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const aad = associatedData(publicKey, salt, cost);
  const sealed = sealEnvelope('secret-key/v1', envelopeKey(keyId, key), nonce, aad, secretKey, 'fixed64');
  key.fill(0);
  return {
    version: 1,
    keyId,
    publicKey: toBase64Url(publicKey),
    kdf: { algorithm: 'argon2id13', passes: cost.passes, memoryBytes: cost.memoryBytes, salt: toBase64Url(salt) },
    sealed: toBase64Url(sealed),
  };
}

/**
 * Opens a sealed secret key (32 bytes). Throws PassphraseError on a wrong passphrase or changed bytes, PacketError
 * `malformed` when the object is not one. Blocks like {@link sealSecretKey}.
 */
export function openSecretKey(sealed: SealedSecretKey, passphrase: string): Uint8Array {
  const { kdf } = sealed;
  const known = sealed.version === 1 && typeof kdf === 'object' && kdf !== null && kdf.algorithm === 'argon2id13';
  if (!known || !isAcceptableCost(kdf)) throw new PacketError('malformed');
  const publicKey = fromBase64Url(sealed.publicKey, sodium.crypto_kem_xwing_PUBLICKEYBYTES);
  const keyId = partnerKeyId(publicKey);
  if (sealed.keyId !== keyId) throw new PacketError('malformed');
  const salt = fromBase64Url(kdf.salt, sodium.crypto_pwhash_SALTBYTES);
  const bytes = fromBase64Url(sealed.sealed);
  const key = derive(passphrase, salt, kdf);
  try {
    return openEnvelope('secret-key/v1', envelopeKey(keyId, key), associatedData(publicKey, salt, kdf), bytes);
  } catch {
    throw new PassphraseError();
  } finally {
    key.fill(0);
  }
}
