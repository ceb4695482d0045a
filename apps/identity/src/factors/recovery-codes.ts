import { randomInt } from 'node:crypto';

const howMany = 10;
const groups = 4;
/** No signs that look alike: five bits less a little each, 79 bits a code. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

const group = () => Array.from({ length: 4 }, () => signs.charAt(randomInt(signs.length))).join('');

/** New codes to print, as `k7q4-92mx-dd3p-wr5t`. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: howMany }, () => Array.from({ length: groups }, group).join('-'));

/** A code as typed, brought to one form; null when it cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const bare = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  return new RegExp(`^[${signs}]{${groups * 4}}$`).test(bare) ? (bare.match(/.{4}/g) ?? []).join('-') : null;
}
