import type { KeyRotationView, RotationKind } from '@an-tam/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far one rotation of one centre is. What is really left is counted from the rows that name key versions. */
@Entity('key_rotation')
export class KeyRotationEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @Column({ type: 'text' })
  kind!: RotationKind;

  @Column({ name: 'to_version', type: 'integer' })
  toVersion!: number;

  @Column({ type: 'text' })
  state!: KeyRotationView['state'];

  @Column({ type: 'integer' })
  total!: number;

  @Column({ name: 'left_over', type: 'integer' })
  left!: number;

  /** Code of what holds it up. */
  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date;

  /** Since when none is left on an older version. */
  @Column({ name: 'settling_since', type: 'timestamptz', nullable: true })
  settlingSince!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
