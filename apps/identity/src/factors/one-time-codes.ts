import { randomInt } from 'node:crypto';

const howMany = 10;
const groups = 4;
/** No signs that look alike: five bits less a little each, 79 bits a code. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

const group = () => Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('');

/** A new code that works once, as `k7q4-92mx-dd3p-wr5t`. */
export const makeOneTimeCode = (): string => Array.from({ length: groups }, group).join('-');

/** New codes to print. */
export const makeRecoveryCodes = (): string[] => Array.from({ length: howMany }, makeOneTimeCode);

/** A code as typed, brought to one form; null when it cannot be one. */
export function readOneTimeCode(typed: string): string | null {
  const bare = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  return new RegExp(`^[${signs}]{${groups * 4}}$`).test(bare) ? (bare.match(/.{4}/g) ?? []).join('-') : null;
}
