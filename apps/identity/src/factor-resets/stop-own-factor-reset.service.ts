import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { FactorResetRepository } from './factor-reset.repository.js';

/** Whoever is signed in has not lost the second factor: one word of theirs ends every request about them. */
@Injectable()
export class StopOwnFactorResetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resets: FactorResetRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** Nothing to stop is no error: it has ended by then. */
  async execute(context: UserContext): Promise<void> {
    const { accountId } = context.actor;
    await this.unitOfWork.run(context, async (tx) => {
      const ended = await this.resets.endAll(tx, accountId, 'stopped');
      const purpose = ended.length > 0 ? 'stopped' : 'nothing_open';
      await this.auditLog.append(tx, { action: 'withdraw', resource: 'FactorReset', recordId: accountId, purpose });
    });
  }
}
