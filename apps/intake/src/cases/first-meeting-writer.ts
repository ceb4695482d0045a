import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { OpenCase, UserContext } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { FollowUpRepository } from '../follow-ups/index.js';
import { EndPendingContactService } from '../pending-contacts/index.js';

/**
 * What was given at the meeting in which a file is opened, with the file and not as a contact about nobody; and the end of
 * the pending contact that led to it.
 */
@Injectable()
export class FirstMeetingWriter {
  constructor(
    private readonly followUps: FollowUpRepository,
    private readonly pending: EndPendingContactService,
    private readonly audit: AuditLog,
  ) {}

  /** Writes nothing where nothing was given. */
  async write(
    tx: Transaction,
    key: CaseKey,
    place: { readonly caseId: string; readonly centreId: string },
    { given = [], openedOn, channel }: OpenCase,
  ): Promise<void> {
    if (given.length === 0) return;
    const head = { id: randomUUID(), ...place, version: 1 };
    const rowMac = await this.followUps.insert(tx, key, head, {
      occurredOn: openedOn,
      channel,
      servicesDelivered: given,
      durationMinutes: null,
      note: null,
    });
    const { id: recordId, caseId, version: rowVersion } = head;
    await this.audit.append(tx, { action: 'create', resource: 'FollowUp', recordId, caseId, rowVersion, rowMac });
  }

  /**
   * What was noted of her before is gone with the commit.
   * @returns what to do after it; one that is over by then changes nothing
   */
  async endPending(
    tx: Transaction,
    context: UserContext,
    { pendingContactId }: OpenCase,
  ): Promise<() => Promise<void>> {
    if (pendingContactId === undefined || !(await this.pending.removeIn(tx, context, pendingContactId, 'agreed')))
      return async () => {};
    return () => this.pending.destroyKey(context.actor.organisationId, pendingContactId);
  }
}
