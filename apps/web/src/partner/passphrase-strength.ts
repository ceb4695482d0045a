export type Strength = 'weak' | 'fair' | 'strong';

const shortest = 12;
const fewestDistinct = 5;

/**
 * A plain measure that cannot be flattered by one capital and one digit: length and the number of different characters.
 * `weak` is what the key format itself refuses.
 */
export function strengthOf(passphrase: string): Strength {
  const characters = [...passphrase.normalize('NFKC')];
  const distinct = new Set(characters).size;
  if (characters.length < shortest || distinct < fewestDistinct) return 'weak';
  return characters.length >= 20 && distinct >= 9 ? 'strong' : 'fair';
}
