import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import { permittedFieldsOf } from '@casl/ability/extra';
import { caseCategorySchema, type Actor, type CaseCategory } from '@an-tam/contracts';
import { compartments, ruleTable, type Action, type Resource, type Rule } from './rule-table.js';

export type AppAbility = MongoAbility<[Action, Resource | object]>;

const inReach = (actor: Actor, category: CaseCategory): boolean => {
  const keeper = compartments[category];
  return keeper === undefined || actor.roles.includes(keeper);
};

/** The CASL ability of one actor: the table's rules for the roles held in the active organisation, nothing more. */
export function abilityFor(actor: Actor, rules: readonly Rule[] = ruleTable): AppAbility {
  const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const { role, actions, resource, where, fields } of rules) {
    if (!actor.roles.includes(role)) continue;
    const known = fields?.filter((category) => inReach(actor, category));
    if (where && known) can([...actions], resource, known, where(actor));
    else if (where) can([...actions], resource, where(actor));
    else can([...actions], resource);
  }
  return build();
}

/** Whether any role of the actor has the action on the resource at all; the row decides later. */
export function mayEver(actor: Actor, action: Action, resource: Resource): boolean {
  return ruleTable.some((r) => r.resource === resource && r.actions.includes(action) && actor.roles.includes(r.role));
}

/** The categories of data that the actor may read, or change, of a loaded file. */
export function categoriesOf(
  actor: Actor,
  action: Action,
  row: Readonly<Record<string, unknown>>,
): ReadonlySet<CaseCategory> {
  const named = permittedFieldsOf(abilityFor(actor), action, subject('CaseFile', { ...row }), {
    fieldsFrom: ({ fields }) => fields ?? [],
  });
  return new Set(caseCategorySchema.options.filter((category) => named.includes(category)));
}
