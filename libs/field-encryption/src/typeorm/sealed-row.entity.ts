import { Column, PrimaryColumn } from 'typeorm';

/** What every row sealed under a case key has in the clear. Ids are made by the application before sealing. */
export abstract class SealedRowEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'case_id', type: 'uuid' })
  caseId!: string;

  @Column({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'row_mac', type: 'bytea' })
  rowMac!: Buffer;
}
