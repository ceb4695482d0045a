import type { CarePlanView } from '@an-tam/contracts';
import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** The plan of a case. What it says is sealed; its state and the days that work lists go by are not. */
@Entity('care_plan')
export class CarePlanEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  state!: CarePlanView['state'];

  @Column({ name: 'review_on', type: 'text' })
  reviewOn!: string;

  /** The earliest day by which a step that is not done is due; null: nothing is open. */
  @Column({ name: 'next_due_on', type: 'text', nullable: true })
  nextDueOn!: string | null;

  @Column({ name: 'proposed_by_id', type: 'uuid' })
  proposedById!: string;

  @Column({ name: 'decided_by_id', type: 'uuid', nullable: true })
  decidedById!: string | null;

  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;
}
