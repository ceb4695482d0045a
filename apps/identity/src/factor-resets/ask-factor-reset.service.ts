import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { FactorResetReason, UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import {
  FactorResetNotFoundError,
  FactorResetOpenError,
  NotEnrolledError,
  OwnFactorResetError,
} from './factor-reset.errors.js';
import { FactorResetRepository } from './factor-reset.repository.js';

/** First of two people: an administrator asks for a member of the own organisation. Nothing changes by it alone. */
@Injectable()
export class AskFactorResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly resets: FactorResetRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws FactorResetNotFoundError, OwnFactorResetError, NotEnrolledError, FactorResetOpenError */
  async execute(context: UserContext, accountId: string, reason: FactorResetReason): Promise<void> {
    const { accountId: askedById, organisationId } = context.actor;
    if (accountId === askedById) throw new OwnFactorResetError();
    const visible = await this.unitOfWork.run(context, (tx) =>
      this.ask(tx, { accountId, organisationId, reason, askedById }),
    );
    if (visible) return;
    const denial = { action: 'create', resource: 'FactorReset', recordId: accountId, reason: 'not_visible' };
    await this.auditLog.record(context, denial);
    throw new FactorResetNotFoundError();
  }

  /** @returns false for somebody who is no member here. */
  private async ask(
    tx: Transaction,
    asked: { accountId: string; organisationId: string; reason: FactorResetReason; askedById: string },
  ): Promise<boolean> {
    if (!(await this.accounts.isMember(tx, asked.accountId, asked.organisationId))) return false;
    const account = await this.accounts.findAccount(tx, asked.accountId);
    if (account?.enrolled !== true) throw new NotEnrolledError();
    const id = randomUUID();
    if (!(await this.resets.add(tx, { id, ...asked }))) throw new FactorResetOpenError();
    await this.auditLog.append(tx, {
      action: 'create',
      resource: 'FactorReset',
      recordId: asked.accountId,
      purpose: asked.reason,
    });
    return true;
  }
}
