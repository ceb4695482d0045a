import { FieldEncryptionError } from '../core/errors.js';

export type Normaliser = 'phone' | 'document' | 'email' | 'uic';

/** Version of each normaliser's rules. A change of rules is a new version and a re-index, never an edit in place. */
export const NORMALISER_VERSION = 1;

/** The value cannot be what the column says (letters in a phone number, no @ in an address). Carries no value. */
export class NormaliseError extends FieldEncryptionError {
  constructor(readonly normaliser: Normaliser) {
    super('VALUE_NOT_NORMALISABLE', `The value is not a valid ${normaliser}.`);
  }
}

/** Letters that Unicode does not decompose and people type without their stroke. */
const FOLDED: Readonly<Record<string, string>> = { đ: 'd', ð: 'd', ł: 'l', ø: 'o', ß: 'ss', ı: 'i' };

/**
 * Text without tone marks, case, invisible characters or doubled spaces: "Nguyễn  Thị Hoà" and "nguyen thi hoa" become
 * equal. NFKD first, so full-width and composed forms fall together; case folding is locale-independent.
 */
export function toneBlind(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[đðłøßı]/gu, (letter) => FOLDED[letter] ?? letter)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/**
 * Whether every word looked for begins a word of the text, in any order and without regard to tone marks or case:
 * "hoa nguyen" fits "Nguyễn Thị Hòa". Nothing looked for fits nothing.
 */
export function fitsToneBlind(text: string, wanted: string): boolean {
  const words = toneBlind(text).split(' ');
  const starts = toneBlind(wanted).split(' ').filter(Boolean);
  return starts.length > 0 && starts.every((start) => words.some((word) => word.startsWith(start)));
}

const VIETNAM = '+84';
/** National significant numbers of Viet Nam: nine digits (mobile) or ten (fixed lines with area code 2x). */
const VIETNAM_NATIONAL = /^(?:[1-9]\d{8}|2\d{9})$/;

/** E.164 (ITU-T). A number without country code is Vietnamese. */
function phone(value: string): string {
  const compact = toneBlind(value).replace(/[\s().\-\u2010-\u2015/]/gu, '');
  const international = compact.replace(/^00/u, '+');
  let national: string;
  if (international.startsWith(VIETNAM)) national = international.slice(VIETNAM.length).replace(/^0/u, '');
  else if (international.startsWith('+'))
    return /^\+[1-9]\d{6,14}$/u.test(international) ? international : fail('phone');
  else if (international.startsWith('0')) national = international.slice(1);
  else if (/^84\d{9,10}$/u.test(international)) national = international.slice(2);
  else national = international;
  return VIETNAM_NATIONAL.test(national) ? VIETNAM + national : fail('phone');
}

/** Without any digit it may be a name in the wrong place, and names are never indexed. */
function alphanumeric(value: string, normaliser: 'document' | 'uic', shortest: number, longest: number): string {
  const compact = toneBlind(value).replace(/[\s.\-\u2010-\u2015/_]/gu, '');
  const fits = /^(?=.*\d)[a-z0-9]+$/u.test(compact) && compact.length >= shortest && compact.length <= longest;
  return fits ? compact : fail(normaliser);
}

/** Lower case as a whole, since mailbox providers ignore case; what only some of them ignore (dots, tags) stays. */
function email(value: string): string {
  const compact = value
    .normalize('NFKC')
    .replace(/[\p{Cf}\s]/gu, '')
    .toLowerCase()
    .normalize('NFKC');
  return compact.length <= 254 && /^[^@\p{Cc}]+@[^@\p{Cc}.]+(?:\.[^@\p{Cc}.]+)+$/u.test(compact)
    ? compact
    : fail('email');
}

function fail(normaliser: Normaliser): never {
  throw new NormaliseError(normaliser);
}

/**
 * The one spelling under which equal values meet:
 * phone -> E.164 (`0912 345 678` -> `+84912345678`); document (identity or insurance number, passport) -> 5 to 24 letters
 * and digits, lower case; email -> lower case without invisible characters, dots and tags kept; uic (unique identifier
 * code of an HIV programme) -> 4 to 32 letters and digits, lower case, since programmes build it from letters of names,
 * order and date of birth, each in its own way. The last two hold a digit at least. Throws {@link NormaliseError}.
 */
export function normalise(normaliser: Normaliser, value: string): string {
  switch (normaliser) {
    case 'phone':
      return phone(value);
    case 'document':
      return alphanumeric(value, 'document', 5, 24);
    case 'email':
      return email(value);
    case 'uic':
      return alphanumeric(value, 'uic', 4, 32);
  }
}
