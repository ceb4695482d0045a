import { Column, Entity } from 'typeorm';
import { SealedRowEntity } from '../sealing/index.js';

/** A meeting with a client and the services she received at it, sealed as a whole. */
@Entity('follow_up')
export class FollowUpEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  content!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
