import type { ReferralState } from '@an-tam/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One step of one referral; written once. */
@Entity('referral_transition')
export class ReferralTransition {
  @PrimaryColumn({ name: 'referral_id', type: 'uuid' })
  referralId!: string;

  /** Version of the referral that the step made. */
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  step!: string;

  @Column({ name: 'from_state', type: 'text' })
  fromState!: ReferralState;

  @Column({ name: 'to_state', type: 'text' })
  toState!: ReferralState;

  @Column({ type: 'timestamptz' })
  at!: Date;
}
