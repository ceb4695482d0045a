import { rulesToAST } from '@casl/ability/extra';
import type { Actor } from '@an-tam/contracts';
import { abilityFor, ruleTable, type Action, type AppAbility, type Resource } from '../rules/index.js';

/** A list of accounts that belongs to a row: a subquery with one column, never NULL, written by us. */
export interface ListColumn {
  readonly among: string;
}

/** Which columns of a query a rule may speak about: rule field -> SQL expression written by us. */
export type ColumnWhitelist = Readonly<Record<string, string | ListColumn>>;

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

function compile(
  node: AstNode,
  columns: ColumnWhitelist,
  resource: Resource,
  parameters: unknown[],
  offset: number,
): string {
  const recur = (child: AstNode) => compile(child, columns, resource, parameters, offset);
  switch (node.operator) {
    case 'and': {
      const parts = (node.value as AstNode[]).map(recur);
      return parts.length > 0 ? `(${parts.join(' AND ')})` : 'TRUE';
    }
    case 'or':
      return `(${(node.value as AstNode[]).map(recur).join(' OR ')})`;
    case 'eq':
    case 'ne': {
      const column = node.field === undefined ? undefined : columns[node.field];
      if (column === undefined) throw new UnlistedColumnError(resource, String(node.field));
      if (!parameters.includes(node.value)) parameters.push(node.value);
      const value = `$${offset + parameters.indexOf(node.value) + 1}`;
      if (typeof column === 'string') return node.operator === 'eq' ? `${column} = ${value}` : `${column} <> ${value}`;
      return `${value} ${node.operator === 'eq' ? 'IN' : 'NOT IN'} (${column.among})`;
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
  return conditionOf(compile(ast, columns, resource, parameters, offset), parameters, offset);
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
    for (const field of Object.keys(rule.where?.(probe) ?? {})) {
      if (!(field in columns)) throw new UnlistedColumnError(resource, field);
    }
  }
}
