import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseTransferView, FieldError, GiveConsent, RequestTransfer, UserContext } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import { HasFoldedFilesError, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { CentreStaffClient } from '../centre-staff/index.js';
import { ConsentWriter } from '../consents/index.js';
import { TransferStateError } from './case-transfer.errors.js';
import { transferView } from './case-transfer.mapper.js';
import { CaseTransferRepository } from './case-transfer.repository.js';

/** The own one, or one where nobody could take a file over. */
const noOtherCentre: FieldError = {
  field: 'toCentreId',
  message: {
    vi: 'Hãy chọn một trung tâm khác đang có người làm việc.',
    en: 'Choose another centre that has somebody at work.',
  },
};

/** Asks for a file to go to another centre. Her consent to that is recorded with the request; nothing moves yet. */
@Injectable()
export class RequestTransferService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly staff: CentreStaffClient,
    private readonly keys: CaseKeys,
    private readonly consents: ConsentWriter,
    private readonly transfers: CaseTransferRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError, StaleCaseError, InvalidInputError, ServiceAwayError, HasFoldedFilesError, TransferStateError when one waits */
  async request(context: UserContext, caseId: string, input: RequestTransfer): Promise<CaseTransferView> {
    const { toCentreId, reason, form, wordingVersion, caseVersion } = input;
    const { actor } = context;
    const consent: GiveConsent = {
      purpose: 'transfer',
      recipientOrganisationId: toCentreId,
      dataCategories: [],
      form,
      wordingVersion,
    };
    const here = toCentreId === actor.organisationId;
    const nobody = here || (await this.staff.list(toCentreId, context.requestId)).length === 0;
    const faults = [...(nobody ? [noOtherCentre] : []), ...this.consents.faults(consent)];
    if (faults.length > 0) throw new InvalidInputError(faults);
    const access = { action: 'update', version: caseVersion } as const;
    return this.cases.run(context, caseId, access, async (tx, { centreId }) => {
      if (await this.transfers.hasFolded(tx, caseId)) throw new HasFoldedFilesError();
      if (await this.transfers.hasLive(tx, caseId)) throw new TransferStateError();
      const key = await this.keys.newestOf(centreId, caseId);
      const { id: consentId } = await this.consents.write(tx, key, { caseId, centreId }, consent);
      const transfer = { id: randomUUID(), caseId, toCentreId, consentId, reason };
      const row = await this.transfers.insert(tx, actor, transfer);
      await this.audit.append(tx, {
        action: 'create',
        resource: 'CaseTransfer',
        recordId: row.id,
        caseId,
        purpose: reason,
      });
      return transferView(context, row);
    });
  }
}
