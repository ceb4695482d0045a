import type { CaseTransferView, UserContext } from '@an-tam/contracts';
import type { TransferRow } from './case-transfer.repository.js';

/** Each centre is told its own half: the file belongs to one of them, and only that one knows which it is. */
export function transferView({ actor }: Pick<UserContext, 'actor'>, row: TransferRow): CaseTransferView {
  const { id, version, state, reason, fromCentreId, toCentreId, caseId, requestedById } = row;
  const holder = state === 'accepted' ? toCentreId : fromCentreId;
  return {
    id,
    version,
    state,
    reason,
    fromCentreId,
    toCentreId,
    caseId: holder === actor.organisationId ? caseId : null,
    requestedById: fromCentreId === actor.organisationId ? requestedById : null,
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
