/** Inputs of the vectors: every "random" byte comes from a label, so that a second run writes the same files. */
import { generateSigningKeyPair } from '../../dist/core/signature.js';
import { sodium } from '../../dist/core/sodium.js';
import { generatePartnerKeyPair } from '../../dist/packet/partner-key.js';

await sodium.ready;

const LABEL_KEY = new TextEncoder().encode('field-encryption vectors');

/** `length` bytes named by a label. */
export const bytesOf = (label, length) => sodium.crypto_generichash(length, label, LABEL_KEY);
export const hex = (bytes) => Buffer.from(bytes).toString('hex');
export const utf8Hex = (text) => Buffer.from(text, 'utf8').toString('hex');

export const changed = (bytes, position, mask = 0x01) => {
  const copy = Uint8Array.from(bytes);
  copy[position < 0 ? copy.length + position : position] ^= mask;
  return copy;
};

/** The ways every envelope is damaged; each must give the one uniform failure. */
export const damages = (sealed) => [
  ['unknown magic', changed(sealed, 0)],
  ['unknown version', changed(sealed, 1, 0x03)],
  ['unknown suite', changed(sealed, 2, 0x03)],
  ['unknown schema', changed(sealed, 3, 0x03)],
  ['another key id', changed(sealed, 4)],
  ['another key version', changed(sealed, 23)],
  ['one bit of the nonce', changed(sealed, 24)],
  ['one bit of the commitment', changed(sealed, 48, 0x80)],
  ['one bit of the ciphertext', changed(sealed, 80)],
  ['one bit of the tag', changed(sealed, -1)],
  ['last byte cut', sealed.slice(0, -1)],
  ['cut to the header', sealed.slice(0, 24)],
  ['one byte added', Uint8Array.from([...sealed, 0])],
  ['empty', new Uint8Array(0)],
];

export const file = (subject, about, groups) => ({
  format: 'field-encryption-vectors/1',
  subject,
  about,
  ...groups,
});

/** The people of the packets, each from a seed. */
export const pairs = () => ({
  sender: generateSigningKeyPair(bytesOf('sender seed', 32)),
  stranger: generateSigningKeyPair(bytesOf('stranger seed', 32)),
  partner: generatePartnerKeyPair(bytesOf('partner seed', 32)),
  second: generatePartnerKeyPair(bytesOf('second seed', 32)),
});
