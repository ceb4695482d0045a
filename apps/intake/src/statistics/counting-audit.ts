import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';

/** What one use of case keys by the counting job is for. */
export interface CountingUse {
  readonly releaseId: string;
  readonly requestId: string;
}

/**
 * Entries of the counting job. They stand in the log of the centre whose keys it uses, so that its data-protection
 * officer sees them; the request leads to whoever closed the period.
 */
@Injectable()
export class CountingAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Written before the keys of one batch of cases are asked for. */
  async keyUse({ releaseId, requestId }: CountingUse, centreId: string): Promise<void> {
    const actor = { system: 'statistics', organisationId: centreId };
    await this.unitOfWork.run({ actor, requestId }, (tx) =>
      this.audit.append(tx, { action: 'key-use', resource: 'CaseFile', recordId: releaseId, purpose: 'statistics' }),
    );
  }
}
