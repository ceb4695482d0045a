import { Inject, Injectable } from '@nestjs/common';
import type { ConsentView, PacketField, PacketPayload } from '@an-tam/contracts';
import { sealPacket, type Kms } from '@an-tam/field-encryption';
import { KEY_STORE } from '../case-keys/index.js';
import type { PartnerKeyPinEntity } from '../partner-keys/index.js';
import { KeysUnavailableError } from '../sealing/index.js';

export interface SealedReferral {
  readonly packet: unknown;
  /** base64url Ed25519 public key of the centre. */
  readonly senderVerifyKey: string;
  readonly expiresAt: string;
}

/** A packet is readable until the end of the day on which its consent expires (Việt Nam, UTC+7). */
const endOfDay = (day: string) => new Date(`${day}T23:59:59.999+07:00`).toISOString();

/** Seals packets to pinned partner keys and signs them with the centre's key. */
@Injectable()
export class PacketSealer {
  constructor(@Inject(KEY_STORE) private readonly kms: Kms) {}

  async seal(
    packetId: string,
    pin: PartnerKeyPinEntity,
    consent: ConsentView,
    fields: readonly PacketField[],
  ): Promise<SealedReferral> {
    const signing = await this.kms.signingKey(`centre/${pin.centreId}`).catch(() => {
      throw new KeysUnavailableError();
    });
    const expiresAt = endOfDay(consent.expiresOn);
    const payload: PacketPayload = { version: 1, fields: [...fields] };
    const packet = sealPacket({
      packetId,
      senderId: pin.centreId,
      signingKey: signing.secretKey,
      recipients: [{ recipientId: pin.organisationId, keyId: pin.keyId, publicKey: pin.publicKey }],
      expiresAt,
      dataCategories: [...new Set(fields.map((f) => f.category))],
      payload,
    });
    return { packet, senderVerifyKey: Buffer.from(signing.publicKey).toString('base64url'), expiresAt };
  }
}
