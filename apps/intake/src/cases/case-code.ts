import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for one another when read aloud or written by hand. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Check character over the signs before it: position-weighted sum, so that one wrong or two swapped signs show. */
export function checkCharacter(signs: string): string {
  let sum = 0;
  for (const [position, sign] of [...signs].entries()) sum += alphabet.indexOf(sign) * (2 * position + 3);
  return alphabet[sum % alphabet.length] ?? '';
}

/** A random case code such as `K7Q4-92MX-D`; it says nothing about the person, the centre or the day. */
export function newCaseCode(): string {
  const signs = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}-${checkCharacter(signs)}`;
}
