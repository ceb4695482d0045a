import { combine, split } from 'shamir-secret-sharing';
import { FieldEncryptionError, FormatError } from '../core/errors.js';
import { concat } from '../core/framing.js';
import { sodium } from '../core/sodium.js';
import { wrappingKeyId } from './wrapped-key.js';

export type RecoveryShareProblem = 'mistyped' | 'mixed-sets' | 'too-few' | 'repeated' | 'wrong' | 'none-made';

const PROBLEMS: Readonly<Record<RecoveryShareProblem, string>> = {
  mistyped: 'A share is not typed as it is printed',
  'mixed-sets': 'The shares do not belong to one set, or not to this key ring as it is now',
  'too-few': 'There are fewer shares than the set needs',
  repeated: 'One share was given twice',
  wrong: 'At least one share is not what was printed',
  'none-made': 'No recovery shares were made for this key ring',
};

/** Why shares recover nothing. `group` is the first mistyped group, counted from 1. Carries nothing of a share. */
export class RecoveryShareError extends FieldEncryptionError {
  constructor(
    readonly problem: RecoveryShareProblem,
    readonly group?: number,
  ) {
    const where = group === undefined ? '' : ` (group ${group})`;
    super(`RECOVERY_SHARES_${problem.toUpperCase().replaceAll('-', '_')}`, `${PROBLEMS[problem]}${where}.`);
  }
}

/** Made to be read aloud and copied by hand: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VERSION = 1;
const KEY_BYTES = 32;
const SET_BYTES = 4;
const POINT_BYTES = KEY_BYTES + 1;
const SUM_BYTES = 6;
const BODY_BYTES = 2 + SET_BYTES + POINT_BYTES;
const GROUP = 4;
const GROUPS = ((BODY_BYTES + SUM_BYTES) * 8) / 5 / GROUP;
/** More sheets than people who can be asked to keep one. */
const MOST_SHARES = 16;

/** Product in GF(2^5), modulus x^5 + x^2 + 1. */
function times(one: number, other: number): number {
  let product = 0;
  for (let a = one, b = other; b > 0; b >>= 1, a = a & 16 ? (a << 1) ^ 0b100101 : a << 1) if (b & 1) product ^= a;
  return product;
}

/**
 * The check character of a group: a weighted sum in GF(2^5) with the group's position. Every single wrong character and
 * every exchange of two within a group changes it, and so does the exchange of two groups.
 */
function checkOf(signs: readonly number[], position: number): number {
  return signs.reduce((sum, sign, at) => sum ^ times(sign, 2 << at), position);
}

function sumOf(body: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(32, body, 'recovery share/v1').subarray(0, SUM_BYTES);
}

/** version 1 | threshold | set (4) | Shamir point (33) | sum (6): 18 groups of four signs and a check character. */
export function printShare(threshold: number, set: Uint8Array, point: Uint8Array): string {
  const body = concat(Uint8Array.of(VERSION, threshold), set, point);
  let bits = '';
  for (const byte of concat(body, sumOf(body))) bits += byte.toString(2).padStart(8, '0');
  const signs = (bits.match(/.{5}/g) ?? []).map((five) => parseInt(five, 2));
  const groups = Array.from({ length: GROUPS }, (_, position) => {
    const group = signs.slice(position * GROUP, (position + 1) * GROUP);
    return [...group, checkOf(group, position)].map((sign) => ALPHABET.charAt(sign)).join('');
  });
  return groups.join('-');
}

interface Share {
  readonly threshold: number;
  /** First bytes of the key id of what was split, in hexadecimal. */
  readonly set: string;
  readonly point: Uint8Array;
}

function signsOf(text: string): number[] {
  const compact = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  const typed = [...compact].map((sign) => ALPHABET.indexOf(sign));
  const signs: number[] = [];
  for (let position = 0; position < GROUPS; position++) {
    const group = typed.slice(position * (GROUP + 1), (position + 1) * (GROUP + 1));
    const data = group.slice(0, GROUP);
    const right = group.length === GROUP + 1 && !group.includes(-1) && checkOf(data, position) === group[GROUP];
    if (!right) throw new RecoveryShareError('mistyped', position + 1);
    signs.push(...data);
  }
  if (typed.length !== GROUPS * (GROUP + 1)) throw new RecoveryShareError('mistyped', GROUPS + 1);
  return signs;
}

/** Reads what {@link printShare} wrote. Throws RecoveryShareError `mistyped`. */
export function parseShare(text: string): Share {
  const bits = signsOf(text)
    .map((sign) => sign.toString(2).padStart(5, '0'))
    .join('');
  const bytes = Uint8Array.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
  const body = bytes.subarray(0, BODY_BYTES);
  if (!sodium.memcmp(sumOf(body), bytes.subarray(BODY_BYTES)) || body[0] !== VERSION)
    throw new RecoveryShareError('mistyped');
  const set = sodium.to_hex(body.subarray(2, 2 + SET_BYTES));
  return { threshold: body[1] ?? 0, set, point: body.slice(2 + SET_BYTES) };
}

/** How many shares of its set recover a store, told by one share as it was typed. Throws RecoveryShareError `mistyped`. */
export const sharesNeeded = (text: string): number => parseShare(text).threshold;

const setOf = (key: Uint8Array): Uint8Array => wrappingKeyId(key).subarray(0, SET_BYTES);

/**
 * Splits a 32-byte key into `count` printable shares of which any `threshold` give it back (Shamir over GF(2^8)).
 * Throws FormatError unless 2 <= threshold <= count <= 16.
 */
export async function splitKey(key: Uint8Array, threshold: number, count: number): Promise<string[]> {
  const whole = Number.isInteger(threshold) && Number.isInteger(count);
  if (!whole || threshold < 2 || threshold > count || count > MOST_SHARES)
    throw new FormatError('Recovery needs 2 to 16 shares, and no more of them to recover than there are.');
  if (key.length !== KEY_BYTES) throw new FormatError('A recovery key has 32 bytes.');
  const points = await split(key, count, threshold);
  const shares = points.map((point) => printShare(threshold, setOf(key), point));
  for (const point of points) point.fill(0);
  return shares;
}

/** The key that {@link splitKey} split. Throws {@link RecoveryShareError}; a wrong key is never given back. */
export async function combineShares(texts: readonly string[]): Promise<Uint8Array> {
  const shares = texts.map(parseShare);
  const [first] = shares;
  if (!first) throw new RecoveryShareError('too-few');
  if (shares.some(({ set, threshold }) => set !== first.set || threshold !== first.threshold))
    throw new RecoveryShareError('mixed-sets');
  const coordinates = new Set(shares.map(({ point }) => point[KEY_BYTES]));
  if (coordinates.size !== shares.length) throw new RecoveryShareError('repeated');
  if (shares.length < Math.max(first.threshold, 2)) throw new RecoveryShareError('too-few');
  const key = await combine(shares.map(({ point }) => point));
  for (const { point } of shares) point.fill(0);
  if (sodium.to_hex(setOf(key)) !== first.set) throw new RecoveryShareError('wrong');
  return key;
}
