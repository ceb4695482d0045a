import { subject } from '@casl/ability';
import type { Actor } from '@an-tam/contracts';
import { abilityFor } from './ability.js';
import { OutOfScopeError } from './permission-errors.js';
import type { Action, Resource } from './rule-table.js';

/**
 * Checks a loaded row, before and after a change, against the caller's rules.
 * @throws OutOfScopeError (same answer as a missing row).
 */
export function throwUnlessCan(
  actor: Actor,
  action: Action,
  resource: Resource,
  row: Readonly<Record<string, unknown>>,
): void {
  // A copy: CASL marks the object it is given with its type.
  if (!abilityFor(actor).can(action, subject(resource, { ...row }))) throw new OutOfScopeError();
}
