/**
 * Folds a Vietnamese text for searching: tone marks, their position, vowel marks, đ, case and punctuation do not matter
 * ("hoà" = "hòa" = "hoa"). NFC and NFD input give the same key.
 */
export function toneBlind(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether every word of the query begins some word of the text, tones aside. An empty query fits everything. */
export function fitsToneBlind(text: string, query: string): boolean {
  const words = toneBlind(text).split(' ');
  return toneBlind(query)
    .split(' ')
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}
