import { Column, Entity } from 'typeorm';
import { SealedRowEntity } from '../sealing/index.js';

/** One screening with its answers and what they meant, sealed as a whole. Never changed afterwards. */
@Entity('screening')
export class ScreeningEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  content!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
