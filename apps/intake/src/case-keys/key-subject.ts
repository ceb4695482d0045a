import { createHash } from 'node:crypto';
import { wrappingKeyId, type CaseKey, type VersionedKey } from '@an-tam/field-encryption';

/**
 * The key store keeps keys by centre; what else needs keys has a place of its own there, under an id that no centre can
 * have: a UUID of version 8 (RFC 9562) from the SHA-256 of its name.
 */
export function keySubject(name: string): string {
  const bytes = createHash('sha256').update(`an-tam/${name}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The KEK of a subject, to seal what belongs to no case. */
export const asSealingKey = ({ version, bytes }: VersionedKey): CaseKey => ({
  keyId: wrappingKeyId(bytes),
  version,
  bytes,
});
