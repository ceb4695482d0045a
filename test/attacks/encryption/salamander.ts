import type { CaseKey, FieldContext } from '@an-tam/field-encryption';
import sodium from 'libsodium-wrappers-sumo';
import { framed, u32 } from './kit.js';

const P = 2n ** 130n - 5n;
const BLOCK = 2n ** 128n;

const little = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const toLittle = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(32, '0'), 'hex').reverse();
const mod = (value: bigint): bigint => ((value % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = mod(base), rest = exponent; rest > 0n; rest >>= 1n, square = mod(square * square)) {
    if (rest & 1n) result = mod(result * square);
  }
  return result;
}

interface CipherState {
  readonly cipherKey: Uint8Array;
  /** One-time Poly1305 key. */
  readonly r: bigint;
  readonly s: bigint;
  readonly lastKeystreamByte: number;
}

const PADDED = 64;

/** What XChaCha20-Poly1305-IETF derives from this key and nonce. */
function cipherState(cipherKey: Uint8Array, nonce: Uint8Array): CipherState {
  const subkey = sodium.crypto_core_hchacha20(nonce.subarray(0, 16), cipherKey, null);
  const ietfNonce = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]);
  const stream = sodium.crypto_stream_chacha20_ietf_xor(new Uint8Array(64 + PADDED), ietfNonce, subkey);
  const r = little(stream.subarray(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
  return { cipherKey, r, s: little(stream.subarray(16, 32)), lastKeystreamByte: stream[63 + PADDED] ?? 0 };
}

/**
 * Builds an "invisible salamander": one ciphertext of four blocks that XChaCha20-Poly1305 accepts under both keys (two
 * linear equations modulo 2^130-5 in the first two blocks; Dodis et al., CRYPTO 2018) and whose padding is right under
 * both. It carries the commitment of the first key, so nothing but the commitment can stop it under the second.
 */
export function salamander(one: CaseKey, other: CaseKey, context: FieldContext) {
  const header = Buffer.concat([Buffer.from([0xa7, 1, 1, 1]), one.keyId, u32(one.version)]);
  for (;;) {
    const nonce = sodium.randombytes_buf(24);
    const input = Buffer.concat([Buffer.from('field/v1\0'), header, nonce, framed(context)]);
    const [okm, okmOther] = [one, other].map((key) => sodium.crypto_generichash(64, input, key.bytes));
    if (!okm || !okmOther) throw new Error('two keys are needed');
    const states = [okm, okmOther].map((bytes) => cipherState(bytes.subarray(0, 32), nonce)) as [
      CipherState,
      CipherState,
    ];
    if (states[0].lastKeystreamByte !== states[1].lastKeystreamByte) continue;
    const body = collide(states, header);
    const sealed = new Uint8Array(Buffer.concat([header, nonce, okm.subarray(32), body]));
    return { sealed, cipherKeys: states.map(({ cipherKey }) => cipherKey) };
  }
}

/** Tries tags until the first two blocks come out as 128-bit numbers (one time in sixteen). */
function collide(states: [CipherState, CipherState], header: Buffer): Buffer {
  const third = Buffer.alloc(16, 1);
  const fourth = Buffer.alloc(16, 2);
  fourth[15] = states[0].lastKeystreamByte ^ 0x80;
  for (;;) {
    const tag = little(sodium.randombytes_buf(16));
    const blocks = solve(states, [third, fourth], header, tag);
    if (blocks) return Buffer.concat([...blocks, third, fourth, toLittle(tag)]);
  }
}

/** c1 r^5 + c2 r^4 = (tag - s) - a1 r^7 - a2 r^6 - c3 r^3 - c4 r^2 - l r, for both keys at once. */
function solve(
  states: [CipherState, CipherState],
  [third, fourth]: [Buffer, Buffer],
  header: Buffer,
  tag: bigint,
): [Buffer, Buffer] | null {
  const a1 = little(header.subarray(0, 16)) + BLOCK;
  const a2 = little(Buffer.concat([header.subarray(16), Buffer.alloc(8)])) + BLOCK;
  const lengths = little(Buffer.from([24, 0, 0, 0, 0, 0, 0, 0, PADDED, 0, 0, 0, 0, 0, 0, 0])) + BLOCK;
  const [top, bottom] = states.map(({ r, s }) => {
    const blocks = (little(third) + BLOCK) * power(r, 3n) + (little(fourth) + BLOCK) * power(r, 2n);
    const known = a1 * power(r, 7n) + a2 * power(r, 6n) + blocks + lengths * r;
    return { x: power(r, 5n), y: power(r, 4n), sum: mod(((tag - s + BLOCK) % BLOCK) - known) };
  });
  if (!top || !bottom) return null;
  const inverse = power(mod(top.x * bottom.y - bottom.x * top.y), P - 2n);
  const first = mod((top.sum * bottom.y - bottom.sum * top.y) * inverse) - BLOCK;
  const second = mod((top.x * bottom.sum - bottom.x * top.sum) * inverse) - BLOCK;
  const inRange = [first, second].every((block) => block >= 0n && block < BLOCK);
  return inRange ? [toLittle(first), toLittle(second)] : null;
}
