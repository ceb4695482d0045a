import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** A consent: who may learn what for which purpose is sealed; whether it stands is not, since access rules read it. */
@Entity('consent')
export class ConsentEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  status!: 'given' | 'withdrawn';

  @Column({ type: 'bytea' })
  terms!: Sealed<unknown>;

  @Column({ name: 'withdrawn_on', type: 'bytea' })
  withdrawnOn!: Sealed<string | null>;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
