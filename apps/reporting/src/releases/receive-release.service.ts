import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { releaseSignedSchema, releaseSignedTopic, type OutboxMessage } from '@an-tam/contracts';
import {
  ReleaseRefusedError,
  verifyRelease,
  type ReleaseEnvelope,
  type VerifiedRelease,
} from '@an-tam/disclosure-control';
import { Inbox, MessageOutOfOrderError } from '@an-tam/outbox';
import type { Transaction } from '@an-tam/persistence';
import { PlanCatalogue } from '../plans/index.js';
import {
  ReleaseMalformedError,
  ReleaseRefusal,
  ReleaseReplayedError,
  refusalFor,
  UnknownTopicError,
} from './release.errors.js';
import { ReleaseRepository } from './release.repository.js';
import { assertContinues, assertFitsPlan } from './release.rules.js';
import { TrustedReleaseKeys } from './trusted-release-keys.js';

/** How audit entries name a release: province first, which decides who may read the entry. */
const recordIdOf = ({ release }: VerifiedRelease) => `${release.province}/${release.plan}/${release.sequence}`;

/** Takes a signed release in: verified and in order, or not at all. */
@Injectable()
export class ReceiveReleaseService {
  constructor(
    private readonly inbox: Inbox,
    private readonly releases: ReleaseRepository,
    private readonly plans: PlanCatalogue,
    private readonly trusted: TrustedReleaseKeys,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * Returning is the acknowledgement; a repeated message is acknowledged again without effect.
   * @param source the verified calling service
   * @throws ReleaseRefusal, MessageOutOfOrderError, UnknownTopicError; nothing is stored then but the audit entry.
   */
  async receive(message: OutboxMessage, source: string, requestId: string): Promise<void> {
    if (message.topic !== releaseSignedTopic) throw new UnknownTopicError();
    let recordId = `unverified/${message.id}`;
    try {
      await this.inbox.receive(message, source, requestId, undefined, async (tx) => {
        const payload = releaseSignedSchema.safeParse(message.payload);
        if (!payload.success) throw new ReleaseMalformedError();
        const verified = this.verify(payload.data.release);
        recordId = recordIdOf(verified);
        await this.store(tx, verified, payload.data.release as ReleaseEnvelope);
      });
    } catch (error) {
      if (error instanceof ReleaseRefusal || error instanceof MessageOutOfOrderError) {
        await this.auditLog.record(
          { actor: { system: source }, requestId },
          { action: 'create', resource: 'Release', recordId, reason: error.code.toLowerCase() },
        );
      }
      throw error;
    }
  }

  private verify(envelope: unknown): VerifiedRelease {
    try {
      return verifyRelease(envelope, this.trusted.keys);
    } catch (error) {
      if (error instanceof ReleaseRefusedError) throw refusalFor(error.reason);
      throw error;
    }
  }

  private async store(tx: Transaction, verified: VerifiedRelease, envelope: ReleaseEnvelope): Promise<void> {
    const { issuer, plan, period } = verified.release;
    assertFitsPlan(verified, this.plans.findPlan(plan));
    assertContinues(verified, await this.releases.findHead(tx, issuer, plan));
    // A closed period is never issued again; a correction belongs to the next one.
    if (await this.releases.hasPeriod(tx, issuer, plan, period.id)) throw new ReleaseReplayedError();
    await this.releases.add(tx, verified, envelope);
    await this.auditLog.append(tx, { action: 'create', resource: 'Release', recordId: recordIdOf(verified) });
  }
}
