import type { ReleaseView } from '@an-tam/contracts';
import type { ReleaseApprovalEntity } from './release-approval.entity.js';
import type { ReleaseEntity } from './release.entity.js';

/** A release as its officers see it: the protected figures, never what they were made from. */
export function toReleaseView(
  release: ReleaseEntity,
  approvals: readonly Pick<ReleaseApprovalEntity, 'releaseId' | 'role'>[],
): ReleaseView {
  const { id, plan, period, sequence, state, gate, document } = release;
  return {
    ...{ id, plan, period, sequence, state },
    createdAt: release.createdAt.toISOString(),
    approvals: approvals.filter(({ releaseId }) => releaseId === id).map(({ role }) => role),
    gate: [...gate],
    figures: state === 'refused' ? null : document,
  };
}
