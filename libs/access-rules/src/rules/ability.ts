import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';
import type { Actor } from '@an-tam/contracts';
import { ruleTable, type Action, type Resource, type Rule } from './rule-table.js';

export type AppAbility = MongoAbility<[Action, Resource | object]>;

/** The CASL ability of one actor: the table's rules for the roles held in the active organisation, nothing more. */
export function abilityFor(actor: Actor, rules: readonly Rule[] = ruleTable): AppAbility {
  const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const rule of rules) {
    if (!actor.roles.includes(rule.role)) continue;
    if (rule.where) can([...rule.actions], rule.resource, rule.where(actor));
    else can([...rule.actions], rule.resource);
  }
  return build();
}

/** Whether any role of the actor has the action on the resource at all; the row decides later. */
export function mayEver(actor: Actor, action: Action, resource: Resource): boolean {
  return ruleTable.some((r) => r.resource === resource && r.actions.includes(action) && actor.roles.includes(r.role));
}
