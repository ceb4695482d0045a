import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** The next meeting with a client: its day in the clear, since work lists need it, how it was agreed sealed. */
@Entity('planned_follow_up')
export class PlannedFollowUpEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  state!: 'planned' | 'done' | 'dropped';

  @Column({ name: 'due_on', type: 'text' })
  dueOn!: string;

  @Column({ type: 'bytea' })
  channel!: Sealed<string>;
}
