import { subject } from '@casl/ability';
import type { Actor } from '@an-tam/contracts';
import { abilityFor } from './ability.js';
import { OutOfScopeError, UnknownFieldError } from './permission-errors.js';
import type { Action, Resource } from './rule-table.js';

/**
 * Checks a loaded row, before and after a change, against the caller's rules.
 * @throws OutOfScopeError (same answer as a missing row); UnknownFieldError for a row without a field the rules ask for.
 */
export function throwUnlessCan(
  actor: Actor,
  action: Action,
  resource: Resource,
  row: Readonly<Record<string, unknown>>,
): void {
  const ability = abilityFor(actor);
  for (const { conditions } of ability.rulesFor(action, resource)) {
    const missing = Object.keys(conditions ?? {}).find((field) => row[field] === undefined);
    // "Not among" holds of nothing at all: a row loaded in part must not pass for one that was asked about.
    if (missing !== undefined) throw new UnknownFieldError(resource, missing);
  }
  // A copy: CASL marks the object it is given with its type.
  if (!ability.can(action, subject(resource, { ...row }))) throw new OutOfScopeError();
}
