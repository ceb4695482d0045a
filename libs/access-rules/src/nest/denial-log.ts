import type { CallContext } from '@an-tam/contracts';
import type { Action, Resource } from '../rules/index.js';

/** What was refused. `resource` is absent where no row or resource was reached. */
export interface Denial {
  readonly action: Action;
  readonly resource?: Resource;
  readonly recordId?: string;
  readonly reason: 'forbidden' | 'not_visible' | 'wrong_state' | 'proof_too_old';
}

/** Records denials in a write of its own (the refused transaction is gone). Each service binds its audit log here. */
export abstract class DenialLog {
  /** @throws when the audit store refuses; the request then answers 503. */
  abstract record(context: CallContext, denial: Denial): Promise<void>;
}
