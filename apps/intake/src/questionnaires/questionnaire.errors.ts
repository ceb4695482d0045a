import { DomainError } from '@an-tam/contracts';

/** Somebody published meanwhile, so this would not be the next version. */
export class StaleQuestionnaireError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(currentVersion: number) {
    super({ currentVersion });
  }
}
