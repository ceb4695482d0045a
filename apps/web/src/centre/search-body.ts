import { readCaseCode, searchCasesSchema, type SearchCases } from '@an-tam/contracts';
import { normalise, type Normaliser } from '@an-tam/field-encryption/normalise';

/** Only the code of a file has dashes in just these places. */
const dashedCode = /^[a-z0-9]{4}[-\u2010-\u2015 ][a-z0-9]{4}[-\u2010-\u2015 ][a-z0-9]$/i;

const numbers: readonly (readonly [field: 'phone' | 'documentNumber' | 'uic', Normaliser])[] = [
  ['phone', 'phone'],
  ['documentNumber', 'document'],
  ['uic', 'uic'],
];

function canBe(normaliser: Normaliser, text: string): boolean {
  try {
    return normalise(normaliser, text) !== '';
  } catch {
    return false;
  }
}

/**
 * What was typed into the one box, as everything it can be: ten digits may be a phone or a document, "Lan 1990" an alias
 * or a code. What can be nothing but an address or a code is asked for as that, so that a slip in it is named.
 */
export function searchBodyOf(typed: string): SearchCases {
  const text = typed.trim();
  if (text.includes('@')) return { email: text };
  if (dashedCode.test(text)) return { code: text };
  const fits = numbers
    .filter(([field, normaliser]) => canBe(normaliser, text) && searchCasesSchema.safeParse({ [field]: text }).success)
    .map(([field]) => field);
  const ways = [...fits, ...(readCaseCode(text) ? ['code'] : [])];
  if (ways.length === 0 || /\p{L}/u.test(text)) ways.push('name');
  return Object.fromEntries(ways.map((way) => [way, text]));
}
