import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { TransferConsentError, TransferStateError } from './case-transfer.errors.js';
import { CaseTransferRepository, type TransferRow } from './case-transfer.repository.js';
import { EndConsentOfTransfer } from './end-consent-of-transfer.js';
import { MovedRows } from './moved-rows.js';

/** Who accepted, and who is responsible from then on. */
export interface MoveOrder {
  readonly transferId: string;
  readonly assigneeId: string;
  readonly answeredById: string;
}

/**
 * Takes a case to another centre: its keys are wrapped for that centre first, then every row goes over in one
 * transaction, then the wraps of the centre it left are destroyed. Whatever comes between, the case is whole at one of the
 * two and opens there: before the transaction wraps that nobody uses wait to be swept, after it those of the old centre do.
 */
@Injectable()
export class MoveCaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transfers: CaseTransferRepository,
    private readonly keys: CaseKeys,
    private readonly rows: MovedRows,
    private readonly consents: EndConsentOfTransfer,
    private readonly audit: AuditLog,
  ) {}

  /** @throws TransferStateError, TransferConsentError, KeysUnavailableError: then nothing has changed */
  async move(transfer: TransferRow, order: MoveOrder, requestId: string): Promise<TransferRow> {
    const { caseId, fromCentreId, toCentreId } = transfer;
    const at = (organisationId: string): CallContext => ({ actor: { system: 'transfer', organisationId }, requestId });
    let moved = transfer;
    if (transfer.state !== 'accepted') {
      await this.unitOfWork.run(at(toCentreId), (tx) => this.hold(tx, order.transferId));
      await this.unitOfWork.run(at(fromCentreId), (tx) => this.noteKeyUse(tx, caseId));
      await this.keys.handOver(fromCentreId, toCentreId, caseId);
      moved = await this.unitOfWork.run(at(toCentreId), (tx) => this.moveRows(tx, order));
    }
    await this.keys.destroy(fromCentreId, caseId);
    return moved;
  }

  private async moveRows(tx: Transaction, { transferId, assigneeId, answeredById }: MoveOrder): Promise<TransferRow> {
    const transfer = await this.hold(tx, transferId);
    const { caseId, toCentreId } = transfer;
    await this.noteKeyUse(tx, caseId);
    await this.rows.move(tx, caseId, toCentreId, assigneeId);
    // She agreed to the other centre in this transfer; what she agreed to with the staff of the old one ends.
    await this.consents.endThoseOfCentre(tx, toCentreId, caseId);
    await this.transfers.dropWhatStays(tx, caseId);
    return this.transfers.finish(tx, transfer, answeredById);
  }

  /** The transfer and its case, held until the end of the transaction, if nothing stands against the move. */
  private async hold(tx: Transaction, transferId: string): Promise<TransferRow> {
    const transfer = await this.transfers.hold(tx, transferId);
    if (transfer?.state !== 'approved') throw new TransferStateError();
    if (!(await this.transfers.holdCase(tx, transfer.caseId))) throw new TransferStateError();
    if (!(await this.transfers.consentStands(tx, transfer))) throw new TransferConsentError();
    return transfer;
  }

  private async noteKeyUse(tx: Transaction, caseId: string): Promise<void> {
    const use = { action: 'key-use', resource: 'CaseFile', recordId: caseId, caseId, purpose: 'transfer' };
    await this.audit.append(tx, use);
  }
}
