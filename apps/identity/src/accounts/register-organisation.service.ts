import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Transaction } from '@an-tam/persistence';
import { AccountRepository, type OrganisationRow } from './account.repository.js';

/** Makes an organisation known. */
@Injectable()
export class RegisterOrganisationService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly auditLog: AuditLog,
  ) {}

  async execute(tx: Transaction, organisation: Omit<OrganisationRow, 'id'>): Promise<OrganisationRow> {
    const row = { id: randomUUID(), ...organisation };
    await this.accounts.addOrganisation(tx, row);
    await this.auditLog.append(tx, { action: 'create', resource: 'Organisation', recordId: row.id });
    return row;
  }
}
