/** What kind of failure it is; `libs/http` maps each kind to one HTTP status. */
export type DomainErrorKind =
  | 'invalid' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not_found' // 404
  | 'conflict' // 409
  | 'too_many' // 429
  | 'unavailable'; // 503

/**
 * Base of every typed error. `code` names the text shown to people (both languages, `problem-texts.ts`);
 * `details` holds machine-readable facts such as the current version, never personal data.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: DomainErrorKind;
  constructor(readonly details: Readonly<Record<string, string | number | boolean | readonly string[]>> = {}) {
    super();
    this.name = new.target.name;
  }
}
