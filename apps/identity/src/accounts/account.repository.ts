import { Injectable } from '@nestjs/common';
import type { OrganisationKind, Role, StaffMember } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { fileRoles } from './membership.rules.js';

export interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly provinceCode: string;
  readonly communeCode: string | null;
}

export interface MembershipRow {
  readonly organisation: OrganisationRow;
  readonly roles: Role[];
  readonly teamId: string | null;
}

export interface AccountRow {
  readonly id: string;
  readonly displayName: string;
  readonly disabled: boolean;
  readonly isDemo: boolean;
  /** Whether its owner has set up the sign-in. */
  readonly enrolled: boolean;
  readonly grantsVersion: number;
  readonly signInVersion: number;
}

const accountColumns = `a.id, a.display_name AS "displayName", a.disabled, a.is_demo AS "isDemo", a.enrolled,
  a.grants_version AS "grantsVersion", a.sign_in_version AS "signInVersion"`;

/** Organisations, accounts and memberships. Row security decides which of them a transaction sees. */
@Injectable()
export class AccountRepository {
  async findAccount(tx: Transaction, id: string): Promise<AccountRow | null> {
    const rows: AccountRow[] = await tx.manager.query(`SELECT ${accountColumns} FROM account a WHERE a.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** By the name typed at sign-in; `hash` is null while no password was set. */
  async findByName(tx: Transaction, name: string): Promise<(AccountRow & { readonly hash: string | null }) | null> {
    const rows: (AccountRow & { hash: string | null })[] = await tx.manager.query(
      `SELECT ${accountColumns}, p.hash FROM account a LEFT JOIN account_password p ON p.account_id = a.id
        WHERE a.name = lower($1)`,
      [name],
    );
    return rows[0] ?? null;
  }

  /** With the name typed at sign-in; `hash` is null while no password was set. */
  async findWithPassword(
    tx: Transaction,
    id: string,
  ): Promise<{ readonly name: string; readonly hash: string | null } | null> {
    const rows: { name: string; hash: string | null }[] = await tx.manager.query(
      'SELECT a.name, p.hash FROM account a LEFT JOIN account_password p ON p.account_id = a.id WHERE a.id = $1',
      [id],
    );
    return rows[0] ?? null;
  }

  /** Locks the account so that two changes of its memberships are judged one after the other. */
  async lockAccount(tx: Transaction, id: string): Promise<void> {
    await tx.manager.query('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [id]);
  }

  /** All memberships of an account, by name of the organisation. */
  async listMemberships(tx: Transaction, accountId: string): Promise<MembershipRow[]> {
    return tx.manager.query(
      `SELECT m.roles, m.team_id AS "teamId", json_build_object('id', o.id, 'name', o.name, 'kind', o.kind,
                'provinceCode', o.province_code, 'communeCode', o.commune_code) AS organisation
         FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.account_id = $1 ORDER BY o.name, o.id`,
      [accountId],
    );
  }

  /** Who works with the files of a centre, with the roles that do. */
  async listStaff(tx: Transaction, organisationId: string): Promise<StaffMember[]> {
    const rows: StaffMember[] = await tx.manager.query(
      `SELECT m.account_id AS "accountId", m.roles, m.team_id AS "teamId"
         FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.organisation_id = $1 AND m.roles && $2 AND NOT a.disabled ORDER BY m.account_id`,
      [organisationId, fileRoles],
    );
    return rows.map((row) => ({ ...row, roles: row.roles.filter((role) => fileRoles.includes(role)) }));
  }

  async findOrganisationByName(tx: Transaction, name: string): Promise<OrganisationRow | null> {
    const rows: OrganisationRow[] = await tx.manager.query(
      `SELECT id, name, kind, province_code AS "provinceCode", commune_code AS "communeCode"
         FROM organisation WHERE name = $1`,
      [name],
    );
    return rows[0] ?? null;
  }

  async addOrganisation(tx: Transaction, organisation: OrganisationRow): Promise<void> {
    const { id, name, kind, provinceCode, communeCode } = organisation;
    await tx.manager.query(
      'INSERT INTO organisation (id, name, kind, province_code, commune_code) VALUES ($1, $2, $3, $4, $5)',
      [id, name, kind, provinceCode, communeCode],
    );
  }

  async addAccount(
    tx: Transaction,
    account: { readonly id: string; readonly name: string; readonly displayName: string; readonly isDemo: boolean },
  ): Promise<void> {
    await tx.manager.query('INSERT INTO account (id, name, display_name, is_demo) VALUES ($1, lower($2), $3, $4)', [
      account.id,
      account.name,
      account.displayName,
      account.isDemo,
    ]);
  }

  async setPasswordHash(tx: Transaction, accountId: string, hash: string): Promise<void> {
    await tx.manager.query(
      `INSERT INTO account_password (account_id, hash) VALUES ($1, $2)
        ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash`,
      [accountId, hash],
    );
    await tx.manager.query('UPDATE account SET enrolled = true WHERE id = $1 AND NOT enrolled', [accountId]);
  }

  /** Of an account that has a password. Ends the sign-ins made with the old one. */
  async changePasswordHash(tx: Transaction, accountId: string, hash: string): Promise<void> {
    const [, changed]: [unknown, number] = await tx.manager.query(
      'UPDATE account_password SET hash = $2 WHERE account_id = $1',
      [accountId, hash],
    );
    if (changed !== 1) throw new Error('The account has no password that could be changed.');
  }

  async setMembership(
    tx: Transaction,
    accountId: string,
    organisationId: string,
    roles: readonly Role[],
  ): Promise<void> {
    await tx.manager.query(
      `INSERT INTO membership (account_id, organisation_id, roles) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, organisation_id) DO UPDATE SET roles = excluded.roles
        WHERE membership.roles IS DISTINCT FROM excluded.roles`,
      [accountId, organisationId, [...roles]],
    );
  }

  async isMember(tx: Transaction, accountId: string, organisationId: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      'SELECT 1 FROM membership WHERE account_id = $1 AND organisation_id = $2',
      [accountId, organisationId],
    );
    return rows.length > 0;
  }

  async endMembership(tx: Transaction, accountId: string, organisationId: string): Promise<void> {
    await tx.manager.query('DELETE FROM membership WHERE account_id = $1 AND organisation_id = $2', [
      accountId,
      organisationId,
    ]);
  }

  /** An administrator of any organisation, one who has set up the sign-in before all others. */
  async findAdministrator(
    tx: Transaction,
  ): Promise<{ readonly id: string; readonly name: string; readonly enrolled: boolean } | null> {
    const rows: { id: string; name: string; enrolled: boolean }[] = await tx.manager.query(
      `SELECT a.id, a.name, a.enrolled FROM account a JOIN membership m ON m.account_id = a.id
        WHERE 'administrator' = ANY (m.roles) AND NOT a.disabled ORDER BY a.enrolled DESC LIMIT 1`,
    );
    return rows[0] ?? null;
  }

  async anyDemoAccount(tx: Transaction): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query('SELECT 1 FROM account WHERE is_demo LIMIT 1');
    return rows.length > 0;
  }
}
