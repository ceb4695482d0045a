import { DomainError } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';

/** The organisation has a current key already. */
export class PartnerKeyExistsError extends DomainError {
  readonly code = 'PARTNER_KEY_EXISTS';
  readonly kind = 'conflict';
}

export const badPublicKeyError = () =>
  new InvalidInputError([
    { field: 'publicKey', message: { vi: 'Khóa công khai không đúng dạng.', en: 'This is not a valid public key.' } },
  ]);

/** The sealed secret half is said to be of another key. */
export const badSealedKeyError = () =>
  new InvalidInputError([
    {
      field: 'sealedSecretKey',
      message: { vi: 'Khóa niêm phong không khớp với khóa.', en: 'The sealed key does not belong to the key.' },
    },
  ]);

/** The key id is not the one that follows from the public key. */
export const badKeyIdError = () =>
  new InvalidInputError([
    { field: 'keyId', message: { vi: 'Mã khóa không khớp với khóa.', en: 'The key id does not belong to the key.' } },
  ]);
