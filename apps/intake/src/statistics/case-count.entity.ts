import { Column, Entity } from 'typeorm';
import { SealedRowEntity } from '../sealing/index.js';

/** What closed periods of a plan year counted of a case, sealed under the key of the case. */
@Entity('case_count')
export class CaseCountEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  plan!: string;

  @Column({ name: 'plan_year', type: 'integer' })
  planYear!: number;

  @Column({ type: 'bytea' })
  content!: Buffer;
}
