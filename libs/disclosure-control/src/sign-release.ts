import { createHash, createPrivateKey, createPublicKey, KeyObject, sign, verify } from 'node:crypto';
import { releaseHash, type Release } from './build-release.js';
import { canonicalJson } from './canonical-json.js';
import { ReleaseRefusedError } from './errors.js';
import { firstMisfit } from './json-shape.js';
import { RELEASE_SCHEMA } from './release-schema.js';

export interface ReleaseEnvelope {
  readonly release: Release;
  readonly algorithm: 'Ed25519';
  /** First 32 hex digits of the SHA-256 of the raw public key. */
  readonly keyId: string;
  /** base64url, 64 bytes. */
  readonly signature: string;
}

/** A key the receiver trusts, for the releases of one issuer and province only. */
export interface TrustedKey {
  readonly issuer: string;
  readonly province: string;
  /** Ed25519 public key, or its 32 raw bytes. */
  readonly publicKey: KeyObject | Uint8Array;
}

export interface VerifiedRelease {
  readonly release: Release;
  readonly hash: string;
}

const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs the canonical JSON, prefixed with the format so that the signature fits nothing else. RFC 8032, RFC 8785. */
export function signRelease(release: Release, privateKey: KeyObject | Uint8Array): ReleaseEnvelope {
  const key = toPrivateKey(privateKey);
  return {
    release,
    algorithm: 'Ed25519',
    keyId: keyIdOf(createPublicKey(key)),
    signature: sign(null, signedBytes(release), key).toString('base64url'),
  };
}

/**
 * Checks an envelope as it came over the wire.
 *
 * @throws ReleaseRefusedError: malformed, unsigned, unknown-key, altered, or foreign (a trusted key that signs for
 * another issuer or province).
 */
export function verifyRelease(envelope: unknown, trustedKeys: readonly TrustedKey[]): VerifiedRelease {
  const refuse = (reason: ReleaseRefusedError['reason'], message: string): never => {
    throw new ReleaseRefusedError(reason, message);
  };
  if (typeof envelope !== 'object' || envelope === null) return refuse('malformed', 'The envelope is not an object');
  const { release, algorithm, keyId, signature, ...more } = envelope as Partial<Record<string, unknown>>;
  if (signature === undefined || signature === null || signature === '') {
    return refuse('unsigned', 'The envelope carries no signature');
  }
  const wellFormed =
    typeof signature === 'string' && /^[A-Za-z0-9_-]{86}$/.test(signature) && typeof keyId === 'string';
  if (!wellFormed || algorithm !== 'Ed25519' || Object.keys(more).length > 0) {
    return refuse('malformed', 'The envelope does not have the expected members');
  }
  const candidates = trustedKeys.filter((key) => keyIdOf(toPublicKey(key.publicKey)) === keyId);
  const [candidate] = candidates;
  if (!candidate) return refuse('unknown-key', 'The envelope is signed by a key that is not trusted');
  if (!signatureHolds(release, signature, candidate.publicKey)) {
    return refuse('altered', 'The signature does not fit the release');
  }
  const misfit = firstMisfit(release, RELEASE_SCHEMA);
  if (misfit) return refuse('malformed', `The release does not fit its schema at ${misfit}`);
  const verified = release as Release;
  if (!candidates.some(({ issuer, province }) => issuer === verified.issuer && province === verified.province)) {
    return refuse('foreign', 'The key signs for another issuer or province');
  }
  return { release: verified, hash: releaseHash(verified) };
}

/**
 * Refuses what does not follow the last release received from the same issuer for the same plan (`null`: none yet).
 * A repeated push of the very release already held is `replayed` too; a receiver answers it like the first time.
 */
export function assertFollows(
  { release, hash }: VerifiedRelease,
  last: { sequence: number; hash: string } | null,
): void {
  const sequence = last?.sequence ?? 0;
  if (release.sequence <= sequence || hash === last?.hash) {
    throw new ReleaseRefusedError('replayed', 'A release with this number was received before');
  }
  if (release.sequence !== sequence + 1 || release.previousHash !== (last?.hash ?? null)) {
    throw new ReleaseRefusedError('out-of-order', 'The release does not follow the last one received');
  }
}

/** Name of an Ed25519 public key, as envelopes carry it. */
export function releaseKeyId(publicKey: KeyObject | Uint8Array): string {
  return keyIdOf(toPublicKey(publicKey));
}

function signatureHolds(release: unknown, signature: string, publicKey: KeyObject | Uint8Array): boolean {
  try {
    return verify(null, signedBytes(release), toPublicKey(publicKey), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function signedBytes(release: unknown): Buffer {
  return Buffer.from(`an-tam-release/1\n${canonicalJson(release)}`, 'utf8');
}

function toPrivateKey(key: KeyObject | Uint8Array): KeyObject {
  if (key instanceof KeyObject) return key;
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, key]), format: 'der', type: 'pkcs8' });
}

function toPublicKey(key: KeyObject | Uint8Array): KeyObject {
  if (key instanceof KeyObject) return key;
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key]), format: 'der', type: 'spki' });
}

function keyIdOf(publicKey: KeyObject): string {
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
  return createHash('sha256').update(raw).digest('hex').slice(0, 32);
}
