import { sealEnvelope } from '../../dist/core/envelope.js';
import { frame, u32be, utf8 } from '../../dist/core/framing.js';
import { publicKeyId, signMessage } from '../../dist/core/signature.js';
import { sodium } from '../../dist/core/sodium.js';
import { toBase64Url } from '../../dist/packet/packet-format.js';
import { fingerprint, replySigningKeyPair } from '../../dist/packet/partner-key.js';
import { bytesOf, changed, file, hex, pairs } from './fixtures.mjs';

export function sealedSecretKeys() {
  const { partner, second } = pairs();
  const passphrase = 'mùa nước nổi 2026';
  const kdf = { algorithm: 'argon2id13', passes: 1, memoryBytes: 16_384 };
  const salt = bytesOf('salt', 16);
  const derived = sodium.crypto_pwhash(
    32,
    utf8(passphrase.normalize('NFKC')),
    salt,
    kdf.passes,
    kdf.memoryBytes,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
  const aad = frame('argon2id13', u32be(kdf.passes), u32be(kdf.memoryBytes), salt, partner.publicKey);
  const key = { keyId: Buffer.from(partner.keyId, 'hex'), version: 1, bytes: derived };
  const bytes = sealEnvelope('secret-key/v1', key, bytesOf('secret key nonce', 24), aad, partner.secretKey, 'fixed64');
  const sealed = {
    version: 1,
    keyId: partner.keyId,
    publicKey: toBase64Url(partner.publicKey),
    kdf: { ...kdf, salt: toBase64Url(salt) },
    sealed: toBase64Url(bytes),
  };
  const secretKey = hex(partner.secretKey);
  const fail = (name, failure, change, typed = passphrase) => ({
    name,
    passphrase: typed,
    sealed: { ...sealed, ...change },
    failure,
  });
  return file(
    'sealed-secret-key',
    'open: the passphrase opens the sealed key and gives the 32-byte secret key. refuse: it does not, or the object is none.',
    {
      derivedKey: hex(derived),
      open: [
        { name: 'as it was sealed', passphrase, sealed, secretKey },
        { name: 'the passphrase in decomposed letters', passphrase: passphrase.normalize('NFD'), sealed, secretKey },
      ],
      refuse: [
        fail('another passphrase', 'PASSPHRASE_WRONG', {}, 'mùa nước nổi 2025'),
        fail('one bit changed', 'PASSPHRASE_WRONG', { sealed: toBase64Url(changed(bytes, 100)) }),
        fail('another salt', 'PASSPHRASE_WRONG', { kdf: { ...sealed.kdf, salt: toBase64Url(changed(salt, 0)) } }),
        fail('another cost', 'PASSPHRASE_WRONG', { kdf: { ...sealed.kdf, passes: 2 } }),
        fail('the public key of somebody else', 'PASSPHRASE_WRONG', {
          publicKey: toBase64Url(second.publicKey),
          keyId: second.keyId,
        }),
        fail('a key id of somebody else', 'PACKET_MALFORMED', { keyId: second.keyId }),
        fail('another version', 'PACKET_MALFORMED', { version: 2 }),
        fail('another algorithm', 'PACKET_MALFORMED', { kdf: { ...sealed.kdf, algorithm: 'argon2i13' } }),
        fail('a cost without bound', 'PACKET_MALFORMED', { kdf: { ...sealed.kdf, memoryBytes: 2 ** 40 } }),
      ],
    },
  );
}

export function publicKeys() {
  const { sender, stranger, partner, second } = pairs();
  const reply = replySigningKeyPair(partner.secretKey);
  const keys = { partner: hex(partner.publicKey), reply: hex(reply.publicKey), second: hex(second.publicKey) };
  const print = (...names) => ({
    of: names,
    fingerprint: fingerprint(...names.map((name) => Buffer.from(keys[name], 'hex'))),
  });
  const message = 'Sao Mai';
  const signature = signMessage(sender.secretKey, 'packet/v1', message);
  const bad = (name, change) => ({
    name,
    publicKey: hex(sender.publicKey),
    domain: 'packet/v1',
    message,
    signature: hex(signature),
    failure: 'SIGNATURE_INVALID',
    ...change,
  });
  return file(
    'fingerprint',
    'Names of public keys, fingerprints of the keys that are pinned together (order matters), reply keys derived from secret keys, and signatures with a domain. Bytes are hexadecimal.',
    {
      keys,
      keyIds: [
        { kind: 'x-wing', publicKey: keys.partner, keyId: partner.keyId },
        { kind: 'ed25519', publicKey: hex(sender.publicKey), keyId: publicKeyId('ed25519', sender.publicKey) },
      ],
      fingerprints: [print('partner'), print('partner', 'reply'), print('reply', 'partner'), print('second', 'reply')],
      replyKeys: [{ secretKey: hex(partner.secretKey), replyPublicKey: keys.reply }],
      signatures: [
        {
          seed: hex(bytesOf('sender seed', 32)),
          publicKey: hex(sender.publicKey),
          domain: 'packet/v1',
          message,
          signature: hex(signature),
        },
      ],
      refuse: [
        bad('another domain', { domain: 'release/v1' }),
        bad('a border slid between domain and message', { domain: 'packet/v1S', message: 'ao Mai' }),
        bad('another message', { message: 'Sao Hôm' }),
        bad('another key', { publicKey: hex(stranger.publicKey) }),
        bad('one bit of the signature', { signature: hex(changed(signature, 40)) }),
        bad('a short signature', { signature: hex(signature.slice(0, 63)) }),
      ],
    },
  );
}
