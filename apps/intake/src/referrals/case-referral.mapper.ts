import { Injectable } from '@nestjs/common';
import type { CaseReferralView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { RowSealer, type RowPlace } from '../sealing/index.js';
import type { CaseReferralEntity } from './case-referral.entity.js';

/** The sealed part of a referral. */
export type ReferralContent = Pick<CaseReferralView, 'needCode' | 'requestedOn' | 'deliveredOn'>;
export type ReferralHead = Omit<
  CaseReferralEntity,
  'needCode' | 'requestedOn' | 'deliveredOn' | 'rowMac' | 'createdAt'
>;

const placeOf = (row: ReferralHead): RowPlace => ({
  table: 'case_referral',
  id: row.id,
  caseId: row.caseId,
  version: row.version,
  policy: {
    centre_id: row.centreId,
    organisation_id: row.organisationId,
    service_id: row.serviceId,
    consent_id: row.consentId,
    urgency: row.urgency,
    state: row.state,
    status_reason: row.statusReason,
  },
});

@Injectable()
export class CaseReferralMapper {
  constructor(private readonly sealer: RowSealer) {}

  seal(key: CaseKey, head: ReferralHead, content: ReferralContent): CaseReferralEntity {
    const values = {
      need_code: content.needCode,
      requested_on: content.requestedOn,
      delivered_on: content.deliveredOn,
    };
    const { columns, rowMac } = this.sealer.seal(key, placeOf(head), values);
    const { need_code: needCode, requested_on: requestedOn, delivered_on: deliveredOn } = columns;
    if (!needCode || !requestedOn || !deliveredOn)
      throw new Error('The registry does not seal the columns of case_referral.');
    return { ...head, needCode, requestedOn, deliveredOn, rowMac };
  }

  open(keys: readonly CaseKey[], row: CaseReferralEntity): CaseReferralView {
    const stored = { need_code: row.needCode, requested_on: row.requestedOn, delivered_on: row.deliveredOn };
    const opened = this.sealer.open(keys, placeOf(row), stored, row.rowMac);
    const { id, organisationId, serviceId, urgency, state, statusReason } = row;
    return {
      ...{ id, organisationId, serviceId, urgency, state, statusReason },
      needCode: String(opened['need_code']),
      requestedOn: String(opened['requested_on']),
      deliveredOn: opened['delivered_on'] as string | null,
    };
  }
}
