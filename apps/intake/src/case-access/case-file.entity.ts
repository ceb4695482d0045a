import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The root row of a case. Sealed columns hold ciphertext; only the mapper opens them. */
@Entity('case_file')
export class CaseFileEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  status!: 'open' | 'closed';

  @Column({ name: 'assignee_id', type: 'uuid' })
  assigneeId!: string;

  @Column({ name: 'opened_by_id', type: 'uuid' })
  openedById!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'bytea' })
  alias!: Buffer;

  @Column({ name: 'commune_code', type: 'bytea' })
  communeCode!: Buffer;

  @Column({ type: 'bytea' })
  channel!: Buffer;

  @Column({ name: 'opened_on', type: 'bytea' })
  openedOn!: Buffer;

  @Column({ name: 'row_mac', type: 'bytea' })
  rowMac!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false, select: false })
  createdAt?: Date;
}
