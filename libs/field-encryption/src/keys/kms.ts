import { FieldEncryptionError } from '../core/errors.js';
import type { SigningKeyPair } from '../core/signature.js';
import type { PartnerKeyPair } from '../packet/partner-key.js';

/** A 32-byte key with the version under which it is stored. Kept in memory briefly, never written anywhere. */
export interface VersionedKey {
  readonly version: number;
  readonly bytes: Uint8Array;
}

export interface CentreKeys {
  /** Wraps the case keys of the centre. */
  readonly kek: VersionedKey;
  /** Makes the blind indexes of the centre. Rotates apart from the KEK. */
  readonly bik: VersionedKey;
}

export type CentreKeyPurpose = 'kek' | 'blind-index';

/** An Ed25519 pair under a stable name, with its key id (32 hexadecimal digits). */
export interface NamedSigningKey extends SigningKeyPair {
  readonly keyId: string;
}

/**
 * The key management port. How keys are wrapped at rest is the adapter's own affair. Every method rejects with
 * {@link KmsUnavailableError} when the store cannot answer: callers fail closed, there is no fallback key.
 */
export interface Kms {
  /** The newest KEK and BIK of a centre. Rejects with {@link CentreKeysNotFoundError}. */
  centreKeys(centreId: string): Promise<CentreKeys>;
  /** One version of one centre key, to open what an older version wrapped. Rejects with {@link CentreKeysNotFoundError}. */
  centreKey(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<VersionedKey>;
  /** Makes version 1 of both keys. Does nothing when the centre has keys already. */
  createCentreKeys(centreId: string): Promise<void>;
  /** Versions of one centre key that are kept, oldest first; empty when the centre has none. */
  centreKeyVersions(centreId: string, purpose: CentreKeyPurpose): Promise<readonly number[]>;
  /**
   * Makes `version` the newest; does nothing when it is there already (a repeated call after a crash). Throws FormatError
   * unless it is the newest + 1, {@link CentreKeysNotFoundError} for a centre without keys.
   */
  addCentreKeyVersion(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<void>;
  /**
   * Destroys one version for good, recovery wraps included. The newest is never destroyed ({@link KeyVersionInUseError}).
   * Does nothing when it is gone already. The caller has made sure that nothing it wrapped or indexed is left.
   */
  destroyCentreKeyVersion(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<void>;
  /** Every centre that has keys, and whatever else was given centre keys under an id of its own. */
  centres(): Promise<readonly string[]>;
  /** The Ed25519 pair of this name, made and stored on first use. */
  signingKey(name: string): Promise<NamedSigningKey>;
  /** The X-Wing pair of this name to which replies are sealed, made and stored on first use. */
  replyKey(name: string): Promise<PartnerKeyPair>;
}

export class KmsUnavailableError extends FieldEncryptionError {
  /** `cause` is for the operator's log; it names a file or a device, never a key. */
  constructor(cause?: unknown) {
    super('KMS_UNAVAILABLE', 'The key store cannot be reached.');
    if (cause !== undefined) this.cause = cause;
  }
}

export class CentreKeysNotFoundError extends FieldEncryptionError {
  constructor() {
    super('CENTRE_KEYS_NOT_FOUND', 'The key store holds no such key for this centre.');
  }
}

/** The newest version of a key is what everything new is sealed with; it is never destroyed. */
export class KeyVersionInUseError extends FieldEncryptionError {
  constructor() {
    super('KEY_VERSION_IN_USE', 'This version of the key is the newest, and in use.');
  }
}
