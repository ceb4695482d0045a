import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import {
  referralRequestedTopic,
  referralWithdrawnTopic,
  type CaseReferralView,
  type ConsentView,
  type PacketField,
  type ReferNeed,
  type ReferralChanged,
  type ReferralRequested,
  type ReferralWithdrawn,
} from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { Outbox } from '@an-tam/outbox';
import type { Transaction } from '@an-tam/persistence';
import { newestKey } from '../case-keys/index.js';
import { FindPartnerKeyPinsQuery } from '../partner-keys/index.js';
import type { CaseReferralEntity } from './case-referral.entity.js';
import { CaseReferralMapper } from './case-referral.mapper.js';
import { CaseReferralRepository } from './case-referral.repository.js';
import { PacketSealer } from './packet-sealer.js';

/** A referral about to be sent. */
export interface NewReferral extends Omit<ReferNeed, 'caseVersion'> {
  readonly id: string;
  readonly caseId: string;
  readonly centreId: string;
  readonly requestedOn: string;
}

/** News that changes a stored referral. */
export type ReferralNews = Pick<ReferralChanged, 'state' | 'statusReason' | 'deliveredOn'>;

/** Writes referrals with their audit entry and the message that goes out with them. */
@Injectable()
export class ReferralWriter {
  constructor(
    private readonly referrals: CaseReferralRepository,
    private readonly mapper: CaseReferralMapper,
    private readonly pins: FindPartnerKeyPinsQuery,
    private readonly packets: PacketSealer,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** @throws PartnerKeyNotPinnedError */
  async send(
    tx: Transaction,
    keys: readonly CaseKey[],
    referral: NewReferral,
    consent: ConsentView,
    fields: readonly PacketField[],
  ): Promise<CaseReferralView> {
    const { id, caseId, centreId, organisationId, serviceId, consentId, urgency, needCode, requestedOn } = referral;
    const pin = await this.pins.get(tx, centreId, organisationId);
    const sealed = await this.packets.seal(id, pin, consent, fields);
    const head = {
      id,
      caseId,
      centreId,
      organisationId,
      serviceId,
      consentId,
      urgency,
      version: 1,
      state: 'requested' as const,
      statusReason: null,
    };
    const row = this.mapper.seal(newestKey(keys), head, { needCode, requestedOn, deliveredOn: null });
    await this.referrals.insert(tx, row);
    const payload: ReferralRequested = { referralId: id, centreId, organisationId, serviceId, urgency, ...sealed };
    await this.outbox.append(tx, { destination: 'referral', topic: referralRequestedTopic, sequenceKey: id, payload });
    await this.recordWrite(tx, 'create', row);
    return this.mapper.open(keys, row);
  }

  /** Stores a changed state. */
  async change(tx: Transaction, keys: readonly CaseKey[], row: CaseReferralEntity, news: ReferralNews): Promise<void> {
    const { needCode, requestedOn, deliveredOn } = this.mapper.open(keys, row);
    const head = { ...row, version: row.version + 1, state: news.state, statusReason: news.statusReason };
    const next = this.mapper.seal(newestKey(keys), head, {
      needCode,
      requestedOn,
      deliveredOn: news.deliveredOn ?? deliveredOn,
    });
    await this.referrals.update(tx, next);
    await this.recordWrite(tx, 'update', next);
  }

  /** Ends a referral from the centre's side and tells the courier to end the access. */
  async withdraw(tx: Transaction, keys: readonly CaseKey[], row: CaseReferralEntity): Promise<void> {
    await this.change(tx, keys, row, { state: 'cancelled', statusReason: 'consent-withdrawn', deliveredOn: null });
    const payload: ReferralWithdrawn = { referralId: row.id, statusReason: 'consent-withdrawn' };
    await this.outbox.append(tx, {
      destination: 'referral',
      topic: referralWithdrawnTopic,
      sequenceKey: row.id,
      payload,
    });
  }

  private async recordWrite(tx: Transaction, action: 'create' | 'update', row: CaseReferralEntity): Promise<void> {
    const { id, caseId, version, rowMac } = row;
    await this.audit.append(tx, { action, resource: 'Referral', recordId: id, caseId, rowVersion: version, rowMac });
  }
}
