import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ErasureCertificate, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseNotFoundError } from '../case-access/index.js';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';
import { CertificateMapper } from './certificate.mapper.js';

/** The certificate of an erasure, for whoever may erase in the centre. */
@Injectable()
export class FindCertificateQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tombstones: CaseTombstoneRepository,
    private readonly mapper: CertificateMapper,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError, also for a case that was not erased */
  async show(context: UserContext, id: string): Promise<ErasureCertificate> {
    const tombstone = await this.unitOfWork.run(context, async (tx) => {
      const found = await this.tombstones.find(tx, context.actor, id);
      const fact = { action: 'read', resource: 'ErasureCertificate', recordId: id, caseId: id };
      if (found) await this.audit.append(tx, fact);
      return found;
    });
    if (tombstone) return this.mapper.show(tombstone);
    await this.audit.record(context, {
      action: 'read',
      resource: 'ErasureCertificate',
      recordId: id,
      reason: 'not_visible',
    });
    throw new CaseNotFoundError();
  }
}
