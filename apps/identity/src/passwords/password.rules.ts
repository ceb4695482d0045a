import { dictionary } from '@zxcvbn-ts/language-common';

/** Shortest password, in characters. There is no rule on which characters. */
export const shortestPassword = 12;

export type PasswordWeakness = 'too_short' | 'common' | 'personal';

/** Passwords found again and again in breaches, lower case. Travels with the product: nothing is asked of the network. */
const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** What everybody here would try first. */
const ownWords = ['antam', 'matkhau'];

const bare = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

const lettersAndDigits = (text: string) => bare(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The shortest piece that the whole text repeats, as `abc` of `abcabcabc`. */
function repeatedPiece(text: string): string {
  const period = (text + text).indexOf(text, 1);
  return text.slice(0, period);
}

/** Strips what people hang on a common word to make it long: digits and signs before and after. */
const core = (text: string) => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/**
 * Why a password must not be used, or null. Refused: shorter than {@link shortestPassword}; on the list of passwords
 * known from breaches, also with digits or signs hung on or repeated; made of the person's or the product's own words.
 * @param personal what others know of the person, as the account name
 */
export function findPasswordWeakness(password: string, personal: readonly string[]): PasswordWeakness | null {
  const text = bare(password.normalize('NFKC'));
  if ([...password.normalize('NFKC')].length < shortestPassword) return 'too_short';
  const guesses = [text, core(text), repeatedPiece(text), repeatedPiece(core(text)), lettersAndDigits(text)];
  if (guesses.some((guess) => guess.length < 2 || common.has(guess))) return 'common';
  const words = [...personal.map(lettersAndDigits), ...ownWords].filter((word) => word.length > 3);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), lettersAndDigits(text));
  return rest.length < shortestPassword / 2 ? 'personal' : null;
}
