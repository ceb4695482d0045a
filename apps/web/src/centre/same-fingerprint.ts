const signsOnly = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Whether a fingerprint typed after being heard is the shown one; case, spaces and dashes do not matter. */
export function sameFingerprint(typed: string, shown: string): boolean {
  return signsOnly(shown) !== '' && signsOnly(typed) === signsOnly(shown);
}
