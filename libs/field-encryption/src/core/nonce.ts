import { randomFillSync } from 'node:crypto';
import { NONCE_BYTES } from './envelope.js';

const POOLED = 512;
const pool = new Uint8Array(POOLED * NONCE_BYTES);
let next = POOLED;

/**
 * A fresh random 24-byte nonce (192 bits: random choice never collides in practice). Drawn from a pool because one call
 * to the operating system per nonce costs more than the encryption. Each worker thread loads its own module and so has
 * its own pool; Node does not fork with shared memory. Nonces are public, keys never come from here.
 */
export function freshNonce(): Uint8Array {
  if (next === POOLED) {
    randomFillSync(pool);
    next = 0;
  }
  const start = next++ * NONCE_BYTES;
  return pool.slice(start, start + NONCE_BYTES);
}
