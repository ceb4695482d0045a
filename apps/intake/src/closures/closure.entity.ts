import type { ClosureView } from '@an-tam/contracts';
import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** That a case is to be closed, or was; why and how it ended is sealed. */
@Entity('closure')
export class ClosureEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  state!: ClosureView['state'];

  @Column({ name: 'requested_by_id', type: 'uuid' })
  requestedById!: string;

  @Column({ name: 'decided_by_id', type: 'uuid', nullable: true })
  decidedById!: string | null;

  /** The retention clock; null while the case is open. */
  @Column({ name: 'keep_until', type: 'text', nullable: true })
  keepUntil!: string | null;

  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
