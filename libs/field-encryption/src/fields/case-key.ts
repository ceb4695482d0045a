import { randomBytes } from 'node:crypto';
import { DecryptError } from '../core/errors.js';
import { readHeader } from '../core/envelope.js';

/** The data key of one case (DEK): random, derived from nothing, kept only wrapped. */
export interface CaseKey {
  /** 16 random bytes; stands in the header of everything sealed under this key. */
  readonly keyId: Uint8Array;
  /** 1 for the first key of a case, one more with each rotation. */
  readonly version: number;
  /** 32 random bytes. */
  readonly bytes: Uint8Array;
}

export function newCaseKey(version = 1): CaseKey {
  return {
    keyId: new Uint8Array(randomBytes(16)),
    version,
    bytes: new Uint8Array(randomBytes(32)),
  };
}

/**
 * The key named by the sealed value's header. Throws {@link DecryptError} when it is not among `keys`: a value is never
 * tried against several keys.
 */
export function chooseCaseKey(keys: readonly CaseKey[], sealed: Uint8Array): CaseKey {
  const { keyId, keyVersion } = readHeader(sealed);
  const name = Buffer.from(keyId);
  const key = keys.find((candidate) => candidate.version === keyVersion && name.equals(candidate.keyId));
  if (!key) throw new DecryptError();
  return key;
}
