import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** A meeting with a client and the services she received at it, sealed as a whole. */
@Entity('follow_up')
export class FollowUpEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
