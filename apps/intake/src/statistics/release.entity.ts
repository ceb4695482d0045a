import type { AuditCheck, Release, ReleaseEnvelope } from '@an-tam/disclosure-control';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReleaseState = 'audited' | 'refused' | 'signed' | 'acknowledged';

/** One closed period of a plan: protected figures, the report of the gate and, sealed, what they were made from. */
@Entity('release')
export class ReleaseEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'province_code', type: 'text' })
  provinceCode!: string;

  @Column({ type: 'text' })
  plan!: string;

  @Column({ type: 'text' })
  period!: string;

  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'text' })
  state!: ReleaseState;

  /** When the cases were read; what was entered later is late. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'created_by_id', type: 'uuid' })
  createdById!: string;

  @Column({ type: 'jsonb' })
  gate!: readonly AuditCheck[];

  /** Empty where the gate refused: there is no document then. */
  @Column({ type: 'jsonb' })
  document!: Release | Record<string, never>;

  @Column({ name: 'sealed_state', type: 'bytea' })
  sealedState!: Buffer;

  @Column({ type: 'jsonb', nullable: true })
  envelope!: ReleaseEnvelope | null;

  @Column({ name: 'signed_at', type: 'timestamptz', nullable: true })
  signedAt!: Date | null;
}
