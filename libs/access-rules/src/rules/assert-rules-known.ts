import { caseCategorySchema, roleSchema } from '@an-tam/contracts';
import { actions, resources, ruleTable, type Rule } from './rule-table.js';

/** A rule, or a route, speaks of a role, resource, action or category that there is not. The service must not start with it. */
export class UnknownRuleError extends Error {
  override readonly name = 'UnknownRuleError';
}

const knows = (list: readonly string[], name: string): boolean => list.includes(name);

/** For start-up. @throws UnknownRuleError naming the first rule that is not understood */
export function assertRulesKnown(rules: readonly Rule[] = ruleTable): void {
  for (const { role, resource, actions: may, where, fields } of rules) {
    const unknown =
      (!knows(roleSchema.options, role) && `role "${role}"`) ||
      (!knows(resources, resource) && `resource "${resource}"`) ||
      may.filter((action) => !knows(actions, action)).map((action) => `action "${action}"`)[0] ||
      (may.length === 0 && 'no action') ||
      fields
        ?.filter((category) => !knows(caseCategorySchema.options, category))
        .map((category) => `category "${category}"`)[0] ||
      (fields && !where && 'categories of no row');
    if (unknown) throw new UnknownRuleError(`A rule of ${role} on ${resource} names ${unknown}.`);
  }
}
