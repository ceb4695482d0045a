import { HEADER_BYTES, NONCE_BYTES } from '../src/core/envelope.js';
import { DecryptError } from '../src/core/errors.js';
import { unpad } from '../src/core/padding.js';
import { ready, sodium } from '../src/core/sodium.js';
import { newCaseKey } from '../src/fields/case-key.js';
import { openField } from '../src/fields/sealed-field.js';
import type { FieldContext } from '../src/fields/sealed-field.js';
import { salamander } from './salamander.js';

const CONTEXT: FieldContext = { caseId: 'case-1', table: 'clients', column: 'phone', rowId: 'row-1', type: 'text' };

beforeAll(ready);

it('a ciphertext that the cipher accepts under two keys opens under the committed one alone', () => {
  const one = newCaseKey();
  const other = { ...newCaseKey(), keyId: one.keyId };
  const { sealed, cipherKeys } = salamander(one, other, CONTEXT);
  const header = sealed.subarray(0, HEADER_BYTES);
  const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
  const opened = cipherKeys.map((cipherKey) =>
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.subarray(80), header, nonce, cipherKey),
  );
  for (const padded of opened) expect(unpad(padded)).toHaveLength(63);
  expect(openField(one, CONTEXT, sealed)).toEqual(opened[0]?.subarray(0, 63));
  expect(() => openField(other, CONTEXT, sealed)).toThrow(DecryptError);
});
