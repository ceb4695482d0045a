/** Letters and digits that are not mistaken for one another when read aloud or written by hand. */
export const caseCodeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Check character over the signs before it: position-weighted sum, so that one wrong or two swapped signs show. */
export function checkCharacter(signs: string): string {
  let sum = 0;
  for (const [position, sign] of [...signs].entries()) sum += caseCodeAlphabet.indexOf(sign) * (2 * position + 3);
  return caseCodeAlphabet[sum % caseCodeAlphabet.length] ?? '';
}

/** Eight signs as a case code with its check character: `K7Q4-92MX-D`. */
export const caseCodeOf = (signs: string) => `${signs.slice(0, 4)}-${signs.slice(4)}-${checkCharacter(signs)}`;

/**
 * The code as it is stored, from what somebody typed in whatever case and with whatever dashes.
 * @returns undefined when a sign is wrong or missing, as its check character shows
 */
export function readCaseCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replace(/[\s\-\u2010-\u2015]/gu, '');
  if (signs.length !== 9 || [...signs].some((sign) => !caseCodeAlphabet.includes(sign))) return undefined;
  const code = caseCodeOf(signs.slice(0, 8));
  return code.endsWith(signs.slice(8)) ? code : undefined;
}
