import { DomainError } from '@an-tam/contracts';

/** No such message is taken here; delivering it again cannot help. */
export class UnknownTopicError extends DomainError {
  readonly code = 'UNKNOWN_TOPIC';
  readonly kind = 'invalid';
}
