import type { Circumstances } from '@an-tam/contracts';
import { SealedRowEntity, type Content, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** Who the case is about, as far as she wants it written down. */
@Entity('client')
export class ClientEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  name!: Sealed<string | null>;

  @Column({ type: 'bytea' })
  phone!: Sealed<string | null>;

  @Column({ name: 'document_number', type: 'bytea', nullable: true })
  documentNumber!: Sealed<string | null>;

  @Column({ type: 'bytea', nullable: true })
  email!: Sealed<string | null>;

  @Column({ type: 'bytea', nullable: true })
  uic!: Sealed<string | null>;

  @Column({ name: 'birth_year', type: 'bytea' })
  birthYear!: Sealed<number | null>;

  @Column({ name: 'target_group', type: 'bytea' })
  targetGroup!: Sealed<string | null>;

  @Column({ type: 'bytea' })
  sex!: Sealed<string | null>;

  @Column({ type: 'bytea', nullable: true })
  circumstances!: Sealed<Circumstances | null>;

  @Column({ name: 'phone_index', type: 'bytea', nullable: true })
  phoneIndex!: Buffer | null;

  @Column({ name: 'phone_index_version', type: 'integer', nullable: true })
  phoneIndexVersion!: number | null;

  @Column({ name: 'document_number_index', type: 'bytea', nullable: true })
  documentNumberIndex!: Buffer | null;

  @Column({ name: 'document_number_index_version', type: 'integer', nullable: true })
  documentNumberIndexVersion!: number | null;

  @Column({ name: 'email_index', type: 'bytea', nullable: true })
  emailIndex!: Buffer | null;

  @Column({ name: 'email_index_version', type: 'integer', nullable: true })
  emailIndexVersion!: number | null;

  @Column({ name: 'uic_index', type: 'bytea', nullable: true })
  uicIndex!: Buffer | null;

  @Column({ name: 'uic_index_version', type: 'integer', nullable: true })
  uicIndexVersion!: number | null;
}

/** The opened content of a client row; null is "not told". */
export type ClientContent = Content<ClientEntity>;
