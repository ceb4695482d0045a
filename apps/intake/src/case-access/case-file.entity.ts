import type { SafeReach } from '@an-tam/contracts';
import type { Content, Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The root row of a case. Sealed columns hold ciphertext. */
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

  /** Whose caseload it is part of; null: of whoever is in no team. */
  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId!: string | null;

  /** The file of the same person that this one was folded into: it can only be read. */
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'bytea' })
  alias!: Sealed<string>;

  @Column({ name: 'commune_code', type: 'bytea' })
  communeCode!: Sealed<string>;

  @Column({ type: 'bytea' })
  channel!: Sealed<string>;

  @Column({ name: 'opened_on', type: 'bytea' })
  openedOn!: Sealed<string>;

  @Column({ type: 'bytea', nullable: true })
  reach!: Sealed<SafeReach | null>;

  @Column({ name: 'row_mac', type: 'bytea' })
  rowMac!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false, select: false })
  createdAt?: Date;
}

/** The opened content of a case's root row. */
export type CaseContent = Content<CaseFileEntity>;
