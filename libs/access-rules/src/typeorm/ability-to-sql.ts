import { rulesToAST } from '@casl/ability/extra';
import type { Actor } from '@an-tam/contracts';
import { abilityFor, ruleTable, type Action, type AppAbility, type Resource } from '../rules/index.js';

/**
 * A list of values that belongs to a row, asked the other way round so that it is looked up once and not for each row:
 * `keys` gives a subquery, written by us, of the keys of all rows whose list holds the value; one column, never NULL.
 */
export interface ListColumn {
  readonly key: string;
  readonly keys: (value: string) => string;
}

/** Whether the value is on the row's list. An array, since an index is looked up for its members. */
export const isListed = ({ key, keys }: ListColumn, value: string): string => `${key} = ANY (ARRAY(${keys(value)}))`;

/** A column whose NULL says something, so that a rule may ask for it: "of no team". */
export interface OptionalColumn {
  readonly optional: string;
}

/** Which columns of a query a rule may speak about: rule field -> SQL expression written by us. */
export type ColumnWhitelist = Readonly<Record<string, string | ListColumn | OptionalColumn>>;

export interface SqlCondition {
  /** With `$n` placeholders, for raw queries. */
  readonly sql: string;
  readonly parameters: unknown[];
  /** The same with named parameters, to spread into `where(...)` or `andWhere(...)` of a query builder. */
  readonly named: [condition: string, parameters: Record<string, unknown>];
}

function conditionOf(sql: string, parameters: unknown[], offset: number): SqlCondition {
  return {
    sql,
    parameters,
    named: [
      sql.replace(/\$(\d+)/g, ':scope$1'),
      Object.fromEntries(parameters.map((value, position) => [`scope${offset + position + 1}`, value])),
    ],
  };
}

/** A rule mentions a field that the query does not whitelist. A mistake of ours: the service must not start with it. */
export class UnlistedColumnError extends Error {
  override readonly name = 'UnlistedColumnError';
  constructor(resource: Resource, field: string) {
    super(`The rules of ${resource} mention "${field}", which is not among the columns it may be scoped by.`);
  }
}

interface AstNode {
  readonly operator: string;
  readonly field?: string;
  readonly value: unknown;
}

/** One alternative: the conditions that must all hold. */
type Arm = readonly string[];

const allOf = (arm: Arm): string => (arm.length > 1 ? `(${arm.join(' AND ')})` : (arm[0] ?? 'TRUE'));

/** What several alternatives ask is asked once: `a AND b OR a AND c` becomes `a AND (b OR c)`. */
function anyOf(arms: readonly Arm[]): string {
  const asked = arms.flat();
  const times = (condition: string) => asked.filter((one) => one === condition).length;
  const shared = asked.reduce((most, one) => (times(one) > times(most) ? one : most), asked[0] ?? '');
  if (times(shared) < 2 || arms.some((arm) => arm.length === 0))
    return arms.length > 1 ? `(${arms.map(allOf).join(' OR ')})` : allOf(arms[0] ?? []);
  const within = arms.filter((arm) => arm.includes(shared)).map((arm) => arm.filter((one) => one !== shared));
  const rest = arms.filter((arm) => !arm.includes(shared));
  const together = within.some((arm) => arm.length === 0) ? shared : allOf([shared, anyOf(within)]);
  return rest.length > 0 ? `(${together} OR ${anyOf(rest)})` : together;
}

/** A value that is missing where nobody meant it to must match nothing, so null is for columns that say what it means. */
function isEmpty(column: string | ListColumn | OptionalColumn, node: AstNode, resource: Resource): string {
  if (typeof column === 'string' || !('optional' in column) || node.operator !== 'eq')
    throw new Error(`The rules of ${resource} ask "${String(node.field)}" for null, which it does not know.`);
  return `${column.optional} IS NULL`;
}

function compile(
  node: AstNode,
  columns: ColumnWhitelist,
  resource: Resource,
  parameters: unknown[],
  offset: number,
): string {
  const recur = (child: AstNode) => compile(child, columns, resource, parameters, offset);
  switch (node.operator) {
    case 'and':
      return allOf((node.value as AstNode[]).map(recur));
    case 'or':
      return anyOf(
        (node.value as AstNode[]).map((arm) =>
          arm.operator === 'and' ? (arm.value as AstNode[]).map(recur) : [recur(arm)],
        ),
      );
    case 'eq':
    case 'ne': {
      const column = node.field === undefined ? undefined : columns[node.field];
      if (column === undefined) throw new UnlistedColumnError(resource, String(node.field));
      if (node.value === null) return isEmpty(column, node, resource);
      if (!parameters.includes(node.value)) parameters.push(node.value);
      const value = `$${offset + parameters.indexOf(node.value) + 1}`;
      const plain = typeof column === 'object' && 'optional' in column ? column.optional : column;
      if (typeof plain === 'string') return node.operator === 'eq' ? `${plain} = ${value}` : `${plain} <> ${value}`;
      return node.operator === 'eq' ? isListed(plain, value) : `${plain.key} <> ALL (ARRAY(${plain.keys(value)}))`;
    }
    default:
      // `NOT`, ranges and the like are not in the table; an unknown operator must never widen a query.
      throw new Error(`The rules of ${resource} use the operator "${node.operator}", which cannot be turned into SQL.`);
  }
}

/**
 * The caller's rules as a WHERE condition. No rule at all gives FALSE: nothing matches.
 * @param offset number of `$n` parameters that stand before these in the query.
 */
export function abilityToSql(
  ability: AppAbility,
  action: Action,
  resource: Resource,
  columns: ColumnWhitelist,
  offset = 0,
): SqlCondition {
  const ast = rulesToAST(ability, action, resource) as AstNode | null;
  if (ast === null) return conditionOf('FALSE', [], offset);
  const parameters: unknown[] = [];
  return withoutUnused(compile(ast, columns, resource, parameters, offset), parameters, offset);
}

/** An alternative that another one covers has gone with its values, and a placeholder that stands nowhere has no type. */
function withoutUnused(sql: string, parameters: readonly unknown[], offset: number): SqlCondition {
  const placeOf = (placeholder: string) => Number(placeholder) - offset - 1;
  const standing = new Set([...sql.matchAll(/\$(\d+)/g)].map(([, at = '']) => placeOf(at)));
  const used = parameters.filter((_, place) => standing.has(place));
  const renumbered = sql.replace(
    /\$(\d+)/g,
    (_, at: string) => `$${offset + used.indexOf(parameters[placeOf(at)]) + 1}`,
  );
  return conditionOf(renumbered, used, offset);
}

/** {@link abilityToSql} for an actor under the product's rule table. */
export function scopeFor(
  actor: Actor,
  action: Action,
  resource: Resource,
  columns: ColumnWhitelist,
  offset = 0,
): SqlCondition {
  return abilityToSql(abilityFor(actor), action, resource, columns, offset);
}

const probe: Actor = {
  accountId: '00000000-0000-4000-8000-000000000000',
  organisationId: '00000000-0000-4000-8000-000000000000',
  organisationName: '',
  organisationKind: 'social_work_centre',
  provinceCode: '00',
  roles: ['outreach_worker'],
  displayName: '',
  grantsVersion: 0,
};

/**
 * For start-up: every rule of the resource must be expressible with the whitelist.
 * @throws UnlistedColumnError
 */
export function assertWhitelistCovers(resource: Resource, columns: ColumnWhitelist): void {
  for (const rule of ruleTable.filter((r) => r.resource === resource)) {
    for (const [field, demand] of Object.entries(rule.where?.(probe) ?? {})) {
      const column = columns[field];
      if (column === undefined) throw new UnlistedColumnError(resource, field);
      if (demand === null) isEmpty(column, { operator: 'eq', field, value: demand }, resource);
    }
  }
}
