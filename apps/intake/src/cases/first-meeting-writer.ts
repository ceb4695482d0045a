import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { OpenCase, UserContext } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { FollowUpRepository } from '../follow-ups/index.js';
import { EndPendingContactService } from '../pending-contacts/index.js';
import { ConcernWriter } from '../safeguarding/index.js';

/**
 * What the meeting in which a file is opened leaves in it: what was given, with the file and not as a contact about
 * nobody, a concern when she is young, and the end of the pending contact that led to it.
 */
@Injectable()
export class FirstMeetingWriter {
  constructor(
    private readonly followUps: FollowUpRepository,
    private readonly pending: EndPendingContactService,
    private readonly concerns: ConcernWriter,
    private readonly audit: AuditLog,
  ) {}

  async write(
    tx: Transaction,
    key: CaseKey,
    place: { readonly caseId: string; readonly centreId: string },
    { given = [], openedOn, channel, birthYear }: OpenCase,
  ): Promise<void> {
    if (birthYear !== undefined) await this.concerns.fromBirthYear(tx, [key], place, birthYear);
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
