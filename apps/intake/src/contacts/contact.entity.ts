import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A quick contact, a call or a group activity: what was given through which channel, about nobody. */
@Entity('contact')
export class ContactEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @Column({ name: 'opened_by_id', type: 'uuid' })
  openedById!: string;

  @Column({ type: 'text' })
  kind!: 'meeting' | 'call' | 'silent_call' | 'group';

  @Column({ name: 'occurred_on', type: 'date' })
  occurredOn!: string;

  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'text', array: true })
  given!: string[];

  @Column({ name: 'follow_up_wanted', type: 'boolean' })
  followUpWanted!: boolean;

  @Column({ type: 'integer' })
  people!: number;

  @Column({ name: 'commune_code', type: 'text', nullable: true })
  communeCode!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: Date;
}
