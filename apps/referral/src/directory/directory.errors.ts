import { DomainError } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';

/** The service was changed since the caller last saw it; `details.currentVersion` says what it is now. */
export class StaleServiceVersionError extends DomainError {
  readonly code = 'STALE_VERSION';
  readonly kind = 'conflict';
  constructor(override readonly details: Readonly<{ currentVersion: number }>) {
    super(details);
  }
}

/** The need is not in the configured list. */
export const unknownNeedError = () =>
  new InvalidInputError([
    {
      field: 'needCode',
      message: { vi: 'Chọn một nhu cầu trong danh sách.', en: 'Choose a need of the list.' },
    },
  ]);
