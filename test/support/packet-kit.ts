import {
  generatePartnerKeyPair,
  generateSigningKeyPair,
  openPacket,
  PacketError,
  ready,
  sealPacket,
  type OpenPacketInput,
  type PartnerKeyPair,
  type SealedPacket,
  type SealPacketInput,
  type SigningKeyPair,
} from '@an-tam/field-encryption';

export const NOW = new Date('2026-03-01T00:00:00Z');
export const PAYLOAD = { alias: 'Sao Mai', need: 'legal', note: 'gọi sau 17 giờ' };

/** The people of the packet tests; filled once libsodium is ready. */
export const people = {} as {
  sender: SigningKeyPair;
  stranger: SigningKeyPair;
  partner: PartnerKeyPair;
  second: PartnerKeyPair;
};

export async function meet(): Promise<void> {
  await ready();
  people.sender = generateSigningKeyPair();
  people.stranger = generateSigningKeyPair();
  people.partner = generatePartnerKeyPair();
  people.second = generatePartnerKeyPair();
}

export const recipient = (id: string, { keyId, publicKey }: PartnerKeyPair) => ({ recipientId: id, keyId, publicKey });

export function seal(change: Partial<SealPacketInput> = {}): SealedPacket {
  return sealPacket({
    packetId: 'packet-1',
    senderId: 'centre-a',
    signingKey: people.sender.secretKey,
    recipients: [recipient('partner-1', people.partner)],
    expiresAt: '2026-03-08T00:00:00Z',
    dataCategories: ['contact', 'need'],
    payload: PAYLOAD,
    ...change,
  });
}

export function open(packet: unknown, change: Partial<OpenPacketInput> = {}) {
  const { keyId: recipientKeyId, secretKey, publicKey } = people.partner;
  return openPacket(packet, {
    recipientKeyId,
    secretKey,
    publicKey,
    senderVerifyKey: people.sender.publicKey,
    now: NOW,
    ...change,
  });
}

export function reasonOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    return error instanceof PacketError ? error.reason : `not a packet error: ${String(error)}`;
  }
  return 'opened';
}
