import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { FactorResetView, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { factorResetViewOf } from './factor-reset.mapper.js';
import { FactorResetRepository } from './factor-reset.repository.js';

/** The open requests of the caller's organisation. */
@Injectable()
export class FindFactorResetsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resets: FactorResetRepository,
    private readonly auditLog: AuditLog,
  ) {}

  async list(context: UserContext): Promise<FactorResetView[]> {
    return this.unitOfWork.run(context, async (tx) => {
      const rows = await this.resets.list(tx, context.actor);
      await this.auditLog.append(tx, { action: 'read', resource: 'FactorReset' });
      const now = new Date();
      return rows.map((row) => factorResetViewOf(row, now));
    });
  }
}
