import { Injectable } from '@nestjs/common';
import { scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, OrganisationView } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

/** Columns the rules of organisations may speak about. */
export const organisationScopeColumns = { provinceCode: 'o.province_code' };

const view = `SELECT o.id, o.name, o.kind, o.commune_code AS "communeCode",
    EXISTS (SELECT 1 FROM membership m JOIN account a ON a.id = m.account_id
             WHERE m.organisation_id = o.id AND a.enrolled AND NOT a.disabled) AS staffed
  FROM organisation o`;

/**
 * Organisations within the rules of the actor. Read by the upkeep of accounts: whether anybody of another organisation has
 * set up a sign-in is a fact that row security keeps from every person.
 */
@Injectable()
export class OrganisationQuery {
  async list(upkeep: Transaction, actor: Actor): Promise<OrganisationView[]> {
    const scope = scopeFor(actor, 'read', 'Organisation', organisationScopeColumns);
    return upkeep.manager.query(`${view} WHERE ${scope.sql} ORDER BY o.name, o.id`, scope.parameters);
  }

  async find(upkeep: Transaction, actor: Actor, id: string): Promise<OrganisationView | null> {
    const scope = scopeFor(actor, 'update', 'Organisation', organisationScopeColumns, 1);
    const rows: OrganisationView[] = await upkeep.manager.query(`${view} WHERE o.id = $1 AND ${scope.sql}`, [
      id,
      ...scope.parameters,
    ]);
    return rows[0] ?? null;
  }
}
