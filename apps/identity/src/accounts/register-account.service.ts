import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Transaction } from '@an-tam/persistence';
import { AccountRepository } from './account.repository.js';

export interface NewAccount {
  /** What the person types to sign in. */
  readonly name: string;
  readonly displayName: string;
  /** None: its owner sets one up with a one-time code. */
  readonly passwordHash?: string;
  readonly isDemo: boolean;
}

/** Makes an account. It can do nothing until it has a membership. */
@Injectable()
export class RegisterAccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** @returns the new account's id. */
  async execute(tx: Transaction, account: NewAccount): Promise<string> {
    const id = randomUUID();
    await this.accounts.addAccount(tx, { id, ...account });
    if (account.passwordHash !== undefined) await this.accounts.setPasswordHash(tx, id, account.passwordHash);
    await this.auditLog.append(tx, { action: 'create', resource: 'Account', recordId: id });
    return id;
  }
}
