import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A partner's public key as a supervisor confirmed it; packets are sealed to pinned keys only. */
@Entity('partner_key_pin')
export class PartnerKeyPinEntity {
  @PrimaryColumn({ name: 'centre_id', type: 'uuid' })
  centreId!: string;

  @PrimaryColumn({ name: 'organisation_id', type: 'uuid' })
  organisationId!: string;

  @Column({ name: 'key_id', type: 'text' })
  keyId!: string;

  @Column({ name: 'public_key', type: 'bytea' })
  publicKey!: Buffer;

  @Column({ type: 'text' })
  fingerprint!: string;

  @Column({ name: 'pinned_by_id', type: 'uuid' })
  pinnedById!: string;

  @Column({ name: 'pinned_at', type: 'timestamptz' })
  pinnedAt!: Date;
}
