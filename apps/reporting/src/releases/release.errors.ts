import { DomainError } from '@an-tam/contracts';
import type { RefusalReason } from '@an-tam/disclosure-control';

/** A release that is not taken: nothing of it is stored. Sending it again unchanged cannot help. */
export abstract class ReleaseRefusal extends DomainError {
  readonly kind: 'invalid' | 'conflict' = 'invalid';
}

export class ReleaseMalformedError extends ReleaseRefusal {
  readonly code = 'RELEASE_MALFORMED';
}
export class ReleaseUnsignedError extends ReleaseRefusal {
  readonly code = 'RELEASE_UNSIGNED';
}
export class ReleaseUnknownKeyError extends ReleaseRefusal {
  readonly code = 'RELEASE_UNKNOWN_KEY';
}
export class ReleaseAlteredError extends ReleaseRefusal {
  readonly code = 'RELEASE_ALTERED';
}
export class ReleaseForeignError extends ReleaseRefusal {
  readonly code = 'RELEASE_FOREIGN';
}
export class ReleaseReplayedError extends ReleaseRefusal {
  readonly code = 'RELEASE_REPLAYED';
}
export class ReleaseChainBrokenError extends ReleaseRefusal {
  readonly code = 'RELEASE_CHAIN_BROKEN';
}

/** Releases before this one have not arrived: it may be sent again after them. */
export class ReleaseOutOfOrderError extends ReleaseRefusal {
  readonly code = 'RELEASE_OUT_OF_ORDER';
  override readonly kind = 'conflict';
}

/** A message of a kind that reporting does not take. */
export class UnknownTopicError extends DomainError {
  readonly code = 'UNKNOWN_TOPIC';
  readonly kind = 'invalid';
}

const refusals: Record<RefusalReason, new () => ReleaseRefusal> = {
  malformed: ReleaseMalformedError,
  unsigned: ReleaseUnsignedError,
  'unknown-key': ReleaseUnknownKeyError,
  altered: ReleaseAlteredError,
  foreign: ReleaseForeignError,
  replayed: ReleaseReplayedError,
  'out-of-order': ReleaseChainBrokenError,
};

/** The typed error for a reason of the verifying library. */
export function refusalFor(reason: RefusalReason): ReleaseRefusal {
  return new refusals[reason]();
}
