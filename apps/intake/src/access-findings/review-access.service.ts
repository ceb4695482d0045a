import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { CentreStaffClient } from '../centre-staff/index.js';
import { findUnusual } from './access-finding.rules.js';
import { AccessFindingRepository } from './access-finding.repository.js';
import { ACCESS_REVIEW_CONFIG, type AccessReviewConfig } from './access-review-config.js';
import { PersonDaysQuery } from './person-days.query.js';

/** Days that are looked at again: the service may have stood still over a weekend. */
const reviewedDays = 3;
const dayMilliseconds = 86_400_000;
const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** Looks through the log of one centre for what should be asked about. */
@Injectable()
export class ReviewAccessService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly personDays: PersonDaysQuery,
    private readonly findings: AccessFindingRepository,
    private readonly audit: AuditLog,
    private readonly staff: CentreStaffClient,
    @Inject(ACCESS_REVIEW_CONFIG) private readonly config: AccessReviewConfig,
  ) {}

  /** Safe to repeat: what was found before is kept as it was answered. @returns how many findings are new @throws ServiceAwayError */
  async review(centreId: string, requestId: string): Promise<number> {
    const context = { actor: { system: 'access-review', organisationId: centreId }, requestId };
    const staff = await this.staff.list(centreId, requestId);
    return this.unitOfWork.run(context, async (tx) => {
      const days = await this.personDays.count(tx, this.config.window_days + reviewedDays, staff);
      const since = dayOf.format(new Date(Date.now() - reviewedDays * dayMilliseconds));
      let added = 0;
      for (const found of findUnusual(days, since, this.config)) {
        const id = await this.findings.keep(tx, centreId, found, this.config.retention_days);
        if (id === undefined) continue;
        await this.audit.append(tx, { action: 'create', resource: 'AccessFinding', recordId: id, purpose: found.rule });
        added += 1;
      }
      if ((await this.findings.removeExpired(tx)) > 0)
        await this.audit.append(tx, { action: 'erase', resource: 'AccessFinding', purpose: 'expired' });
      return added;
    });
  }
}
