import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** A document of a case: what it is, sealed together with the key of its bytes, and those bytes as an encrypted stream. */
@Entity('attachment')
export class AttachmentEntity extends SealedRowEntity {
  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;

  @Column({ type: 'bytea', select: false })
  file?: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt?: Date;
}
