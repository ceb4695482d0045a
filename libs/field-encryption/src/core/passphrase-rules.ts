import { PassphraseTooWeakError } from './errors.js';
import { utf8 } from './framing.js';

/** Cost of one Argon2id derivation (RFC 9106): passes, and memory in bytes. */
export interface PassphraseCost {
  readonly passes: number;
  readonly memoryBytes: number;
}

const SHORTEST = 12;
const FEWEST_DISTINCT = 5;
const MOST_PASSES = 16;
const LEAST_MEMORY = 8192;
const MOST_MEMORY = 1024 * 1024 * 1024;

/** Bytes of a passphrase, the same however the keyboard composed its letters (NFKC). */
export function passphraseBytes(passphrase: string): Uint8Array {
  return utf8(passphrase.normalize('NFKC'));
}

/** Throws {@link PassphraseTooWeakError} below 12 characters or 5 different ones: it can be guessed offline. */
export function requireStrongPassphrase(passphrase: string): void {
  const characters = [...passphrase.normalize('NFKC')];
  if (characters.length < SHORTEST || new Set(characters).size < FEWEST_DISTINCT) throw new PassphraseTooWeakError();
}

/** Whether a stored cost is one we would ever run: an attacker's file must not make us allocate without bound. */
export function isAcceptableCost(cost: PassphraseCost): boolean {
  const { passes, memoryBytes } = cost;
  const whole = Number.isInteger(passes) && Number.isInteger(memoryBytes);
  return whole && passes >= 1 && passes <= MOST_PASSES && memoryBytes >= LEAST_MEMORY && memoryBytes <= MOST_MEMORY;
}
