import type { Actor } from './actor.js';

/** A service or timed job acting without a person. `organisationId` narrows row security to one organisation. */
export interface SystemActor {
  readonly system: string;
  readonly organisationId?: string;
}

/** Who calls, passed explicitly from the controller down: row security, access rules and audit read it. */
export interface CallContext {
  readonly actor: Actor | SystemActor;
  /** Ties all entries of one request together, over all services. */
  readonly requestId: string;
}

/** A call made by a signed-in person. */
export interface UserContext extends CallContext {
  readonly actor: Actor;
}

export function isSystemActor(actor: Actor | SystemActor): actor is SystemActor {
  return 'system' in actor;
}
