import { randomUUID } from 'node:crypto';
import { accounts } from './access-actors.js';
import type { WorldWriter } from './access-world.js';

/** Two files that may be one, and three that go to the other centre, of which it knows two. */
export async function addHandovers(
  writer: Pick<WorldWriter, 'add'>,
  centreId: string,
  otherId: string,
  [kept, folded, asked, offered, declined]: readonly string[],
): Promise<void> {
  const decision = { state: 'declined', decided_by_id: centreId, decided_at: 'now' };
  for (const [at, accountId] of accounts.entries()) {
    const merge = { id: randomUUID(), centre_id: centreId, kept_id: kept, folded_id: folded, reason: 'same_details' };
    const values = {
      ...merge,
      ...(at === 0 ? { state: 'proposed' } : decision),
      version: 1,
      proposed_by_id: accountId,
    };
    await writer.add('case_merge', values, { key: merge.id, centreId, accountId });
  }
  const [first, , third] = accounts;
  const agreed = { approved_by_id: first };
  for (const [caseId, state] of [
    [asked, { state: 'requested' }],
    [offered, { state: 'approved', ...agreed }],
    [declined, { state: 'declined', ...agreed, answered_by_id: first, ended_at: 'now' }],
  ] as const) {
    const transfer = { id: randomUUID(), case_id: caseId, centre_id: centreId, to_centre_id: otherId, version: 1 };
    const asks = { consent_id: randomUUID(), reason: 'her_wish', requested_by_id: third, expires_at: 'tomorrow' };
    const row = { key: transfer.id, centreId, accountId: third };
    await writer.add(
      'case_transfer',
      { ...transfer, ...asks, ...state },
      state.state === 'requested' ? row : { ...row, offeredToId: otherId },
    );
  }
}
