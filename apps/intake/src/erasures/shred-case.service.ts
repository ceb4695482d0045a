import { Injectable } from '@nestjs/common';
import { readCaseCode, type CallContext, type ErasureCertificate, type ShredCase } from '@an-tam/contracts';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseNotFoundError } from '../case-access/index.js';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';
import { refuseOtherCode } from './erasure.rules.js';
import { FinishErasureService } from './finish-erasure.service.js';
import { FindCertificateQuery } from './find-certificate.query.js';
import { IntendErasureService } from './intend-erasure.service.js';

/** Destroys a case for the operator at the machine, by the code alone: the same steps as a supervisor's erasure. */
@Injectable()
export class ShredCaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tombstones: CaseTombstoneRepository,
    private readonly intents: IntendErasureService,
    private readonly steps: FinishErasureService,
    private readonly certificates: FindCertificateQuery,
    private readonly audit: AuditLog,
  ) {}

  /**
   * A case that is being erased, or was, is taken up where it stands.
   * @throws CaseNotFoundError, InvalidInputError when the two codes differ
   */
  async shred(requestId: string, { code, typed }: ShredCase): Promise<ErasureCertificate> {
    const wanted = readCaseCode(code);
    refuseOtherCode(typed, wanted);
    const anywhere: CallContext = { actor: { system: 'operator' }, requestId };
    const place = await this.unitOfWork.run(anywhere, (tx) => this.tombstones.locate(tx, wanted));
    if (!place) {
      await this.audit.record(anywhere, { action: 'erase', resource: 'CaseFile', reason: 'not_visible' });
      throw new CaseNotFoundError();
    }
    const context: CallContext = { actor: { system: 'operator', organisationId: place.centreId }, requestId };
    await this.unitOfWork.run(context, async (tx) => {
      const caseFile = await this.tombstones.holdCase(tx, place.id);
      if (caseFile) await this.intents.intend(tx, context, caseFile);
    });
    await this.steps.attempt(place, requestId);
    return this.certificates.show(context, place.id);
  }
}
