import { Injectable } from '@nestjs/common';
import { throwUnlessCan, type Action } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CaseTransferList, CaseTransferView, DecideTransfer, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { LoadCaseService } from '../case-access/index.js';
import { EndConsentOfTransfer } from './end-consent-of-transfer.js';
import { StaleTransferError, TransferNotFoundError, TransferStateError } from './case-transfer.errors.js';
import { transferView } from './case-transfer.mapper.js';
import { CaseTransferRepository, type TransferRow } from './case-transfer.repository.js';

const mostShown = 50;

/** @throws StaleTransferError, TransferStateError */
export function refuseUnless(row: TransferRow, version: number, states: readonly TransferRow['state'][]): void {
  if (row.version !== version) throw new StaleTransferError(row.version);
  if (!states.includes(row.state)) throw new TransferStateError();
}

/** The sending centre's side: a supervisor's word, and taking the request back. */
@Injectable()
export class DecideTransferService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: LoadCaseService,
    private readonly transfers: CaseTransferRepository,
    private readonly consents: EndConsentOfTransfer,
    private readonly audit: AuditLog,
  ) {}

  async list(context: UserContext): Promise<CaseTransferList> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'CaseTransfer' });
      const rows = await this.transfers.list(tx, context.actor, mostShown);
      return { transfers: rows.map((row) => transferView(context, row)) };
    });
  }

  /** @throws TransferNotFoundError, CaseNotFoundError, OutOfScopeError for the own request, StaleTransferError, TransferStateError */
  async decide(context: UserContext, id: string, { version, decision }: DecideTransfer): Promise<CaseTransferView> {
    const state = decision === 'approve' ? 'approved' : 'returned';
    return this.step(context, 'approve', id, version, ['requested'], state);
  }

  /** Everything stays as it was. @throws TransferNotFoundError, CaseNotFoundError, StaleTransferError, TransferStateError */
  async cancel(context: UserContext, id: string, version: number): Promise<CaseTransferView> {
    return this.step(context, 'update', id, version, ['requested', 'approved'], 'cancelled');
  }

  private async step(
    context: UserContext,
    action: Extract<Action, 'approve' | 'update'>,
    id: string,
    version: number,
    from: readonly TransferRow['state'][],
    state: 'approved' | 'returned' | 'cancelled',
  ): Promise<CaseTransferView> {
    const { actor } = context;
    const fact = { action, resource: 'CaseTransfer', recordId: id } as const;
    const known = await this.unitOfWork.run(context, (tx) => this.transfers.find(tx, actor, action, id));
    if (!known) {
      await this.audit.record(context, { ...fact, reason: 'not_visible' });
      throw new TransferNotFoundError();
    }
    throwUnlessCan(actor, action, 'CaseTransfer', { centreId: known.fromCentreId, accountId: known.requestedById });
    refuseUnless(known, version, from);
    const { caseId } = known;
    return this.cases.run(context, caseId, { action: 'read' }, async (tx) => {
      const row = await this.transfers.hold(tx, id);
      if (!row) throw new TransferStateError();
      refuseUnless(row, version, from);
      if (state !== 'approved') await this.consents.end(tx, row.fromCentreId, caseId, [row.consentId]);
      await this.audit.append(tx, { ...fact, caseId, purpose: state });
      return transferView(context, await this.transfers.decide(tx, actor, row, state));
    });
  }
}
