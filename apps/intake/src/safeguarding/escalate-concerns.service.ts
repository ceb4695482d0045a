import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { SafeguardingConcernRepository } from './safeguarding-concern.repository.js';
import { SafeguardingGuides } from './safeguarding-guide.js';

/** Tells supervisors of clocks that run out. */
@Injectable()
export class EscalateConcernsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly concerns: SafeguardingConcernRepository,
    private readonly guides: SafeguardingGuides,
    private readonly audit: AuditLog,
  ) {}

  /** Safe to repeat: each stage of a clock is told of once, with an entry. @returns how many were told of */
  async escalate(centreId: string, requestId: string, now: Date): Promise<number> {
    const context = { actor: { system: 'safeguarding', organisationId: centreId }, requestId };
    return this.unitOfWork.run(context, async (tx) => {
      const told = await this.concerns.escalate(tx, now, this.guides.current.escalateAt);
      for (const { id: recordId, caseId, level } of told)
        await this.audit.append(tx, {
          action: 'escalate',
          resource: 'SafeguardingConcern',
          recordId,
          caseId,
          purpose: level === 2 ? 'late' : 'half_time',
        });
      return told.length;
    });
  }
}
