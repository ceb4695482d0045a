import { Injectable } from '@nestjs/common';
import { assertWhitelistCovers, scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, InboxItem, InboxReferral } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { shownAfterCompletionDays } from './inbox.rules.js';

export const inboxColumns = { organisationId: 'r.organisation_id' };
assertWhitelistCovers('InboxReferral', inboxColumns);

interface ItemRow extends Omit<InboxItem, 'requestedAt' | 'dueAt'> {
  readonly requestedAt: Date;
  readonly dueAt: Date;
}

const columns = `r.id, r.service_id AS "serviceId", s.name AS "serviceName", r.urgency, r.state,
  r.requested_at AS "requestedAt", r.due_at AS "dueAt", r.version`;
/** Access ends with the expiry itself, not with the job that marks it. */
const open = `(r.ended_at IS NULL AND r.expires_at > now())`;
const shown = `(${open} OR (r.state = 'completed' AND r.ended_at > now() - interval '${shownAfterCompletionDays} days'))`;

const toItem = <T extends ItemRow>(row: T): Omit<T, 'requestedAt' | 'dueAt'> & InboxItem => ({
  ...row,
  requestedAt: row.requestedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
});

@Injectable()
export class FindInboxQuery {
  /** Live referrals first, urgent before routine, oldest first; then those delivered a short while ago. */
  async list(tx: Transaction, actor: Actor): Promise<InboxItem[]> {
    const scope = scopeFor(actor, 'read', 'InboxReferral', inboxColumns);
    const rows: ItemRow[] = await tx.manager.query(
      `SELECT ${columns} FROM referral r JOIN service s ON s.id = r.service_id WHERE ${shown} AND ${scope.sql}
        ORDER BY r.ended_at IS NOT NULL, r.urgency <> 'urgent', r.requested_at, r.id`,
      scope.parameters,
    );
    return rows.map(toItem);
  }

  /** One line of the list. */
  async findItem(tx: Transaction, actor: Actor, id: string): Promise<InboxItem | null> {
    const scope = scopeFor(actor, 'read', 'InboxReferral', inboxColumns, 1);
    const rows: ItemRow[] = await tx.manager.query(
      `SELECT ${columns} FROM referral r JOIN service s ON s.id = r.service_id
        WHERE r.id = $1 AND ${shown} AND ${scope.sql}`,
      [id, ...scope.parameters],
    );
    return rows[0] ? toItem(rows[0]) : null;
  }

  /** One live referral with its packet; null once access has ended. */
  async findOpen(tx: Transaction, actor: Actor, id: string): Promise<InboxReferral | null> {
    const scope = scopeFor(actor, 'read', 'InboxReferral', inboxColumns, 1);
    const rows: (ItemRow & { packet: unknown; senderVerifyKey: string })[] = await tx.manager.query(
      `SELECT ${columns}, r.packet, r.sender_verify_key AS "senderVerifyKey"
         FROM referral r JOIN service s ON s.id = r.service_id
        WHERE r.id = $1 AND ${open} AND ${scope.sql}`,
      [id, ...scope.parameters],
    );
    return rows[0] ? toItem(rows[0]) : null;
  }
}
