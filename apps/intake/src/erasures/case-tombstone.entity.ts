import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a case was, and how far its erasure has come; nothing of the person. */
@Entity('case_tombstone')
export class CaseTombstoneEntity {
  /** The id of the case. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  state!: 'intended' | 'keys_destroyed' | 'erased';

  @Column({ name: 'key_versions', type: 'integer' })
  keyVersions!: number;

  @Column({ type: 'integer' })
  records!: number;

  /** The member of staff who asked; null for the operator at the machine. */
  @Column({ name: 'intended_by_id', type: 'uuid', nullable: true })
  intendedById!: string | null;

  @Column({ name: 'intended_at', type: 'timestamptz' })
  intendedAt!: Date;

  /** Newest version of the centre's KEK that wrapped a key of the case; null until they are destroyed. */
  @Column({ name: 'kek_version', type: 'integer', nullable: true })
  kekVersion!: number | null;

  @Column({ name: 'keys_destroyed_on', type: 'date', nullable: true })
  keysDestroyedOn!: string | null;

  @Column({ name: 'backups_expire_on', type: 'date', nullable: true })
  backupsExpireOn!: string | null;

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;
}
