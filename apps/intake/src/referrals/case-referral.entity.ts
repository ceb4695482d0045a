import type { CaseReferralView } from '@an-tam/contracts';
import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** A referral as the centre sees it: routing and state in the clear (clocks need them), the rest sealed. */
@Entity('case_referral')
export class CaseReferralEntity extends SealedRowEntity {
  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'service_id', type: 'uuid' })
  serviceId!: string;

  @Column({ name: 'consent_id', type: 'uuid' })
  consentId!: string;

  @Column({ type: 'text' })
  urgency!: CaseReferralView['urgency'];

  @Column({ type: 'text' })
  state!: CaseReferralView['state'];

  @Column({ name: 'status_reason', type: 'text', nullable: true })
  statusReason!: CaseReferralView['statusReason'];

  @Column({ name: 'need_code', type: 'bytea' })
  needCode!: Sealed<string>;

  @Column({ name: 'requested_on', type: 'bytea' })
  requestedOn!: Sealed<string>;

  @Column({ name: 'delivered_on', type: 'bytea' })
  deliveredOn!: Sealed<string | null>;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
