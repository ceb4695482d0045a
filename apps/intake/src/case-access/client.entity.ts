import { Column, Entity } from 'typeorm';
import { SealedRowEntity } from '../sealing/index.js';

/** Who the case is about, as far as she wants it written down. */
@Entity('client')
export class ClientEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  name!: Buffer;

  @Column({ type: 'bytea' })
  phone!: Buffer;

  @Column({ name: 'birth_year', type: 'bytea' })
  birthYear!: Buffer;

  @Column({ name: 'target_group', type: 'bytea' })
  targetGroup!: Buffer;

  @Column({ type: 'bytea' })
  sex!: Buffer;

  @Column({ name: 'phone_index', type: 'bytea', nullable: true })
  phoneIndex!: Buffer | null;

  @Column({ name: 'phone_index_version', type: 'integer', nullable: true })
  phoneIndexVersion!: number | null;
}
