import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** One screening with its answers and what they meant, sealed as a whole. Never changed afterwards. */
@Entity('screening')
export class ScreeningEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
