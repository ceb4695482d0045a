import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { AnswerTransfer, CaseTransferView, UserContext } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { CentreStaffClient, handoverErrors } from '../centre-staff/index.js';
import { TransferNotFoundError, TransferStateError } from './case-transfer.errors.js';
import { transferView } from './case-transfer.mapper.js';
import { CaseTransferRepository, type TransferRow } from './case-transfer.repository.js';
import { refuseUnless } from './decide-transfer.service.js';
import { MoveCaseService } from './move-case.service.js';

/** The receiving centre's side. */
@Injectable()
export class AnswerTransferService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transfers: CaseTransferRepository,
    private readonly mover: MoveCaseService,
    private readonly staff: CentreStaffClient,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Accepting twice answers like the first time, and finishes what a crash left.
   * @throws InvalidInputError, ServiceAwayError, TransferNotFoundError, StaleTransferError, TransferStateError, TransferConsentError, KeysUnavailableError
   */
  async answer(context: UserContext, id: string, input: AnswerTransfer): Promise<CaseTransferView> {
    const { actor, requestId } = context;
    const answered = await this.note(context, id, input);
    if (input.answer === 'decline') return transferView(context, answered);
    const order = { transferId: id, assigneeId: input.assigneeId ?? actor.accountId, answeredById: actor.accountId };
    return transferView(context, await this.mover.move(answered, order, requestId));
  }

  /** Whoever is to be responsible works with files of this centre. */
  private async refuseStrangers({ actor, requestId }: UserContext, { assigneeId }: AnswerTransfer): Promise<void> {
    if (assigneeId === undefined) return;
    const errors = handoverErrors(await this.staff.list(actor.organisationId, requestId), { assigneeId });
    if (errors.length > 0) throw new InvalidInputError(errors);
  }

  /** The answer stands in the log before anything moves; declining is nothing more than that. */
  private async note(context: UserContext, id: string, input: AnswerTransfer): Promise<TransferRow> {
    const { actor } = context;
    const { version, answer } = input;
    const fact = { action: 'decide', resource: 'CaseTransfer', recordId: id } as const;
    const found = await this.unitOfWork.run(context, async (tx) => {
      const row = await this.transfers.find(tx, actor, 'decide', id);
      if (!row) return undefined;
      throwUnlessCan(actor, 'decide', 'CaseTransfer', { offeredToId: row.toCentreId });
      // Once more after a crash: what is left of the move is finished.
      if (answer === 'accept' && row.state === 'accepted' && row.version === version + 1) return row;
      refuseUnless(row, version, ['approved']);
      await this.refuseStrangers(context, input);
      if (!(await this.transfers.hold(tx, id))) throw new TransferStateError();
      await this.audit.append(tx, { ...fact, caseId: row.caseId, purpose: answer });
      return answer === 'decline' ? this.transfers.decide(tx, actor, row, 'declined') : row;
    });
    if (found) return found;
    await this.audit.record(context, { ...fact, reason: 'not_visible' });
    throw new TransferNotFoundError();
  }
}
