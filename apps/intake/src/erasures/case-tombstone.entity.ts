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

  @Column({ name: 'intended_by_id', type: 'uuid' })
  intendedById!: string;

  @Column({ name: 'intended_at', type: 'timestamptz' })
  intendedAt!: Date;

  @Column({ name: 'keys_destroyed_on', type: 'date', nullable: true })
  keysDestroyedOn!: string | null;

  @Column({ name: 'backups_expire_on', type: 'date', nullable: true })
  backupsExpireOn!: string | null;

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;
}
