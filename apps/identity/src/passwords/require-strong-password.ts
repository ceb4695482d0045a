import { WeakPasswordError } from './password.errors.js';
import { findPasswordWeakness } from './password.rules.js';

/** @param personal what others know of the person. @throws WeakPasswordError */
export function requireStrongPassword(password: string, personal: readonly string[]): void {
  const weakness = findPasswordWeakness(password, personal);
  if (weakness) throw new WeakPasswordError(weakness);
}
