import type { FactorResetView } from '@an-tam/contracts';
import type { FactorResetRow } from './factor-reset.repository.js';

export function factorResetViewOf(row: FactorResetRow, now: Date): FactorResetView {
  const { approvedById, approvedByName, opensAt } = row;
  return {
    id: row.id,
    account: { id: row.accountId, displayName: row.displayName },
    reason: row.reason,
    state: opensAt === null ? 'asked' : opensAt > now ? 'waiting' : 'open',
    askedBy: { id: row.askedById, displayName: row.askedByName },
    askedAt: row.askedAt.toISOString(),
    approvedBy: approvedById === null ? null : { id: approvedById, displayName: approvedByName ?? '' },
    opensAt: opensAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
  };
}
