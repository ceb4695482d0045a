import { newCaseKey, openField, ready } from '@an-tam/field-encryption';
import sodium from 'libsodium-wrappers-sumo';
import { expectRefusal, place } from './kit.js';
import { salamander } from './salamander.js';

beforeAll(ready);

it('an invisible salamander, a ciphertext valid under two keys, opens under the committed one alone', () => {
  const one = newCaseKey();
  const other = { ...newCaseKey(), keyId: one.keyId };
  const { sealed, cipherKeys } = salamander(one, other, place);
  const [header, nonce] = [sealed.subarray(0, 24), sealed.subarray(24, 48)];
  const opened = cipherKeys.map((cipherKey) =>
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.subarray(80), header, nonce, cipherKey),
  );
  expect(opened.map((padded) => padded[63])).toEqual([0x80, 0x80]);
  expect(openField(one, place, sealed)).toEqual(opened[0]?.subarray(0, 63));
  expectRefusal(() => openField(other, place, sealed));
});
