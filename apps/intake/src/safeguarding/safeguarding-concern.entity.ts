import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** That somebody may be in danger. What it is about is sealed; the clock that work lists go by is not. */
@Entity('safeguarding_concern')
export class SafeguardingConcernEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  state!: 'open' | 'ended';

  /** ISO 8601, as `nextDueAt`. */
  @Column({ name: 'opened_at', type: 'text' })
  openedAt!: string;

  /** Null: no step is open. */
  @Column({ name: 'next_due_at', type: 'text', nullable: true })
  nextDueAt!: string | null;

  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;
}
