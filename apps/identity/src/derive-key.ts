import { hkdfSync } from 'node:crypto';

/** A key of its own for each use, from the one secret identity is given (HKDF, RFC 5869). 32 bytes. */
export function deriveKey(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `an-tam/identity/${use}/v1`, 32));
}
