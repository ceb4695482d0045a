import { SealedRowEntity, type Sealed } from '@an-tam/field-encryption/typeorm';
import { Column, Entity } from 'typeorm';

/** What closed periods of a plan year counted of a case, sealed under the key of the case. */
@Entity('case_count')
export class CaseCountEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  plan!: string;

  @Column({ name: 'plan_year', type: 'integer' })
  planYear!: number;

  @Column({ type: 'bytea' })
  content!: Sealed<unknown>;
}
