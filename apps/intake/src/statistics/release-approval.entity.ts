import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ApprovingRole = 'release_officer' | 'dpo';

@Entity('release_approval')
export class ReleaseApprovalEntity {
  @PrimaryColumn({ name: 'release_id', type: 'uuid' })
  releaseId!: string;

  @PrimaryColumn({ type: 'text' })
  role!: ApprovingRole;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;
}
