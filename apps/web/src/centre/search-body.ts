import type { SearchCases } from '@an-tam/contracts';

/** Six signs or more, as numbers are written. */
const phone = /^\+?[\d\s().-]{6,}$/;
/** A code is the only thing of nine signs that has a dash in its places, or a digit among its letters. */
const dashedCode = /^[a-z0-9]{4}[-\u2010-\u2015 ][a-z0-9]{4}[-\u2010-\u2015 ][a-z0-9]$/i;
const plainCode = /^(?=.*\d)(?=.*[a-z])[a-z0-9]{9}$/i;

/** What was typed into the one box, as the one thing it is: a code, a phone number, or else a name. */
export function searchBodyOf(typed: string): SearchCases {
  const text = typed.trim();
  if (phone.test(text) && !dashedCode.test(text)) return { phone: text };
  if (dashedCode.test(text) || plainCode.test(text)) return { code: text };
  return { name: text };
}
