import { Injectable, Optional } from '@nestjs/common';
import type { AuditCheck, AuditSeal, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AuditLog } from '../audit-log.js';
import { PublishedHeadUnreadableError } from '../sealing/published-head.js';
import { CheckLogService } from '../sealing/check-log.service.js';

/** An answer comes within this time, finished or not, whatever stands between here and the page. */
const patienceMilliseconds = 8_000;

/** How the log is sealed, and whether it holds. Numbers and hashes alone: the log is all organisations' of the service. */
@Injectable()
export class ShowAuditSealQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    @Optional() private readonly log?: CheckLogService,
  ) {}

  async newest(context: UserContext): Promise<AuditSeal> {
    await this.record(context, 'read');
    const head = await this.log?.newestHead();
    if (!head) return { sealed: this.log ? 0 : null, sealedAt: null, root: null };
    return { sealed: head.size, sealedAt: new Date(head.timestamp).toISOString(), root: head.root.toString('hex') };
  }

  async check(context: UserContext): Promise<AuditCheck> {
    await this.record(context, 'verify');
    const nothing = { sealed: 0, unsealed: 0, checkedAt: null, firstBadEntry: null };
    if (!this.log) return { ...nothing, state: 'not_sealed' };
    try {
      const checked = await this.log.check(patienceMilliseconds);
      if (!checked) return { ...nothing, state: 'running' };
      const { sealed, unsealed, fault } = checked.verdict;
      const firstBadEntry = fault?.entry ?? null;
      const checkedAt = checked.checkedAt.toISOString();
      return { state: fault ? 'broken' : 'intact', sealed, unsealed, checkedAt, firstBadEntry };
    } catch (error) {
      if (!(error instanceof PublishedHeadUnreadableError)) throw error;
      return { ...nothing, state: 'broken', checkedAt: new Date().toISOString(), firstBadEntry: 1 };
    }
  }

  private record(context: UserContext, action: string): Promise<void> {
    return this.unitOfWork.run(context, (tx) => this.audit.append(tx, { action, resource: 'AuditSeal' }));
  }
}
