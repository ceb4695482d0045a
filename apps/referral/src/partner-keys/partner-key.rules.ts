import { FormatError, fingerprint, fromBase64Url, PacketError, partnerKeyId } from '@an-tam/field-encryption/packet';
import { badKeyIdError, badPublicKeyError } from './partner-key.errors.js';

/**
 * The fingerprint people compare, made here from the key itself and never taken from the sender.
 * @throws InvalidInputError naming the member that does not fit.
 */
export function fingerprintOf(keyId: string, publicKey: string): string {
  try {
    const key = fromBase64Url(publicKey);
    if (partnerKeyId(key) !== keyId) throw badKeyIdError();
    return fingerprint(key);
  } catch (error) {
    if (error instanceof PacketError || error instanceof FormatError) throw badPublicKeyError();
    throw error;
  }
}
