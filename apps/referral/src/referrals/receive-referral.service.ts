import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReferralRequested } from '@an-tam/contracts';
import { AuditLog } from '@an-tam/audit';
import { fromBase64Url, PacketError, ready, verifyPacket } from '@an-tam/field-encryption/packet';
import type { Transaction } from '@an-tam/persistence';
import { FindDirectoryServicesQuery } from '../directory/index.js';
import { PacketRefusedError } from './referral.errors.js';
import type { Referral } from './referral.entity.js';
import { ReferralRepository } from './referral.repository.js';
import { answerDueAt, transitionFor } from './referral.rules.js';
import { TakeStepsService } from './take-steps.service.js';

/** Puts a requested referral into the inbox of its partner. */
@Injectable()
export class ReceiveReferralService implements OnModuleInit {
  constructor(
    private readonly referrals: ReferralRepository,
    private readonly steps: TakeStepsService,
    private readonly directory: FindDirectoryServicesQuery,
    private readonly audit: AuditLog,
  ) {}

  async onModuleInit(): Promise<void> {
    await ready();
  }

  /**
   * Within the transaction that marks the message received. A request for a service the organisation does not
   * offer is rejected, one that arrives too late is expired; both are told to the centre and keep no packet.
   * @throws PacketRefusedError
   */
  async receive(tx: Transaction, request: ReferralRequested): Promise<void> {
    const now = new Date();
    const { packetId, expiresAt } = this.inspect(request);
    const known = await this.directory.offers(tx, request.organisationId, request.serviceId);
    const rule = transitionFor('draft', 'request', 'centre');
    const referral: Referral = {
      id: request.referralId,
      centreId: request.centreId,
      organisationId: request.organisationId,
      serviceId: request.serviceId,
      urgency: request.urgency,
      state: rule.to,
      requestedAt: now,
      dueAt: answerDueAt(request.urgency, now),
      expiresAt,
      endedAt: null,
      packetId,
      packet: request.packet as object,
      senderVerifyKey: request.senderVerifyKey,
      version: 1,
    };
    if (!(await this.referrals.add(tx, referral))) throw new PacketRefusedError({ reason: 'repeated' });
    await this.referrals.recordTransition(tx, referral.id, referral.version, rule, now);
    await this.audit.append(tx, {
      action: rule.step,
      resource: 'InboxReferral',
      recordId: referral.id,
      rowVersion: referral.version,
    });
    if (expiresAt <= now) await this.steps.take(tx, referral, ['expire'], 'service');
    else if (known) await this.steps.take(tx, referral, ['receive'], 'service');
    else await this.steps.take(tx, referral, ['receive', 'reject'], 'service', { statusReason: 'other' });
  }

  /** What a carrier without any key can check: shape and signature. Access ends with the earlier of both expiries. */
  private inspect(request: ReferralRequested): { packetId: string; expiresAt: Date } {
    try {
      // As if at the beginning of time: a packet that comes too late is still checked, and ended as expired.
      const manifest = verifyPacket(request.packet, fromBase64Url(request.senderVerifyKey, 32), new Date(0));
      const earlier = Math.min(Date.parse(manifest.expiresAt), Date.parse(request.expiresAt));
      return { packetId: manifest.packetId, expiresAt: new Date(earlier) };
    } catch (error) {
      if (!(error instanceof PacketError)) throw error;
      throw new PacketRefusedError({ reason: error.reason === 'signature' ? 'signature' : 'malformed' });
    }
  }
}
