import type { ReferralState } from '@an-tam/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Routing of one referral and, until it ends, the packet that only the partner can open. */
@Entity('referral')
export class Referral {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @Column({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'service_id', type: 'uuid' })
  serviceId!: string;

  @Column({ type: 'text' })
  urgency!: 'routine' | 'urgent';

  @Column({ type: 'text' })
  state!: ReferralState;

  @Column({ name: 'requested_at', type: 'timestamptz' })
  requestedAt!: Date;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'packet_id', type: 'text' })
  packetId!: string;

  @Column({ type: 'jsonb', nullable: true })
  packet!: object | null;

  @Column({ name: 'sender_verify_key', type: 'text', nullable: true })
  senderVerifyKey!: string | null;

  /** Grows by one with each step. */
  @Column({ type: 'integer' })
  version!: number;
}
