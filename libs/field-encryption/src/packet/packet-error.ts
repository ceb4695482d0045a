import { FieldEncryptionError } from '../core/errors.js';

export type PacketFailure = 'signature' | 'expired' | 'not-addressed' | 'tampered' | 'malformed';

const MESSAGES: Readonly<Record<PacketFailure, string>> = {
  signature: 'The packet is not signed by the expected sender.',
  expired: 'The packet has expired.',
  'not-addressed': 'The packet is not addressed to this key.',
  tampered: 'The packet has been changed.',
  malformed: 'The packet is not well formed.',
};

/** Why a packet was refused. The class of failure is public; nothing about the content is. */
export class PacketError extends FieldEncryptionError {
  constructor(readonly reason: PacketFailure) {
    super(`PACKET_${reason.toUpperCase().replace('-', '_')}`, MESSAGES[reason]);
  }
}
