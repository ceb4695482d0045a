import { SealedRowEntity, type Content, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** Who the case is about, as far as she wants it written down. */
@Entity('client')
export class ClientEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  name!: Sealed<string | null>;

  @Column({ type: 'bytea' })
  phone!: Sealed<string | null>;

  @Column({ name: 'birth_year', type: 'bytea' })
  birthYear!: Sealed<number | null>;

  @Column({ name: 'target_group', type: 'bytea' })
  targetGroup!: Sealed<string | null>;

  @Column({ type: 'bytea' })
  sex!: Sealed<string | null>;

  @Column({ name: 'phone_index', type: 'bytea', nullable: true })
  phoneIndex!: Buffer | null;

  @Column({ name: 'phone_index_version', type: 'integer', nullable: true })
  phoneIndexVersion!: number | null;
}

/** The opened content of a client row; null is "not told". */
export type ClientContent = Content<ClientEntity>;
