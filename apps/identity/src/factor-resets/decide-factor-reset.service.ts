import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { throwUnlessCan } from '@an-tam/access-rules';
import type { ApprovedFactorReset, UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { FactorVault, makeOneTimeCode } from '../factors/index.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { FactorResetNotFoundError, FactorResetOpenError, SecondPersonNeededError } from './factor-reset.errors.js';
import { FactorResetRepository, type FactorResetRow } from './factor-reset.repository.js';

/** Codes are hashed before it is known whose they are, so the hash is bound to their use instead of an account. */
export const factorResetUse = 'factor-reset';

/** Second of two people: somebody else who answers for the organisation approves, or anybody of them calls it off. */
@Injectable()
export class DecideFactorResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resets: FactorResetRepository,
    private readonly vault: FactorVault,
    private readonly auditLog: AuditLog,
    @Inject(identitySettingsToken) private readonly settings: IdentitySettings,
  ) {}

  /**
   * @returns the code, which is kept nowhere and does not work before the waiting time is over.
   * @throws FactorResetNotFoundError, SecondPersonNeededError, FactorResetOpenError
   */
  async approve(context: UserContext, id: string): Promise<ApprovedFactorReset> {
    const approved = await this.decide(context, id, 'approve', async (tx, row) => {
      const { accountId } = context.actor;
      if (row.askedById === accountId || row.accountId === accountId) return null;
      throwUnlessCan(context.actor, 'approve', 'FactorReset', { ...row });
      if (row.approvedById !== null) throw new FactorResetOpenError();
      const code = makeOneTimeCode();
      const opensAt = await this.resets.approve(tx, id, {
        approvedById: accountId,
        codeHash: this.vault.hash(factorResetUse, code),
        waitHours: this.settings.AN_TAM_FACTOR_RESET_WAIT_HOURS,
      });
      return { account: row.accountName, code, opensAt: opensAt.toISOString() };
    });
    if (approved) return approved;
    const denial = { action: 'approve', resource: 'FactorReset', recordId: id, reason: 'second_person_needed' };
    await this.auditLog.record(context, denial);
    throw new SecondPersonNeededError();
  }

  /** @throws FactorResetNotFoundError */
  async cancel(context: UserContext, id: string): Promise<void> {
    await this.decide(context, id, 'update', async (tx) => {
      await this.resets.cancel(tx, id);
      return true;
    });
  }

  /** @returns what the work returns; null when it did nothing, which leaves no entry. */
  private async decide<T>(
    context: UserContext,
    id: string,
    action: string,
    work: (tx: Transaction, row: FactorResetRow) => Promise<T | null>,
  ): Promise<T | null> {
    const outcome = await this.unitOfWork.run(context, async (tx) => {
      const row = await this.resets.findForDecision(tx, context.actor, id);
      if (!row) return undefined;
      const done = await work(tx, row);
      if (done !== null) await this.auditLog.append(tx, { action, resource: 'FactorReset', recordId: row.accountId });
      return done;
    });
    if (outcome !== undefined) return outcome;
    await this.auditLog.record(context, { action, resource: 'FactorReset', recordId: id, reason: 'not_visible' });
    throw new FactorResetNotFoundError();
  }
}
