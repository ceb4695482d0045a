import { FormatError, PassphraseTooWeakError } from '../core/errors.js';
import { signMessage, verifyMessage } from '../core/signature.js';
import { ready } from '../core/sodium.js';
import { PacketError } from './packet-error.js';
import { fromBase64Url, toBase64Url } from './packet-format.js';
import { fingerprint, generatePartnerKeyPair, partnerKeyId, replySigningKeyPair } from './partner-key.js';
import type { PartnerKeyPair } from './partner-key.js';
import { PassphraseError, openSecretKey, sealSecretKey } from './secret-key-seal.js';
import type { SealedSecretKey } from './secret-key-seal.js';

const PASSPHRASE = 'Sông Hồng mùa lũ';
const QUICK = { passes: 1, memoryBytes: 16_384 };
let pair: PartnerKeyPair;
let other: PartnerKeyPair;

beforeAll(async () => {
  await ready();
  pair = generatePartnerKeyPair();
  other = generatePartnerKeyPair();
});

const seal = () => sealSecretKey(pair.secretKey, pair.publicKey, PASSPHRASE, QUICK);

describe('a sealed secret key', () => {
  it('opens with its passphrase, over JSON, however the keyboard composes letters', () => {
    const sealed = JSON.parse(JSON.stringify(seal())) as SealedSecretKey;
    expect(openSecretKey(sealed, PASSPHRASE)).toEqual(pair.secretKey);
    expect(openSecretKey(sealed, PASSPHRASE.normalize('NFD'))).toEqual(pair.secretKey);
    expect(JSON.stringify(sealed)).not.toContain(toBase64Url(pair.secretKey));
  });

  it('costs 64 MiB and three passes unless told otherwise', () => {
    const sealed = sealSecretKey(pair.secretKey, pair.publicKey, PASSPHRASE);
    expect(sealed.kdf).toMatchObject({ algorithm: 'argon2id13', passes: 3, memoryBytes: 67_108_864 });
    expect(openSecretKey(sealed, PASSPHRASE)).toEqual(pair.secretKey);
  });

  it('does not open with another passphrase', () => {
    const sealed = seal();
    expect(openSecretKey(sealed, PASSPHRASE)).toEqual(pair.secretKey);
    expect(() => openSecretKey(sealed, 'Sông Hồng mùa cạn')).toThrow(PassphraseError);
    expect(() => openSecretKey(sealed, '')).toThrow(PassphraseError);
  });

  it('does not open when its bytes, its salt, its cost or its owner are changed', () => {
    const sealed = seal();
    const salt = toBase64Url(new Uint8Array(16));
    const flipped = fromBase64Url(sealed.sealed);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    expect(openSecretKey(sealed, PASSPHRASE)).toEqual(pair.secretKey);
    const changed: SealedSecretKey[] = [
      { ...sealed, sealed: toBase64Url(flipped) },
      { ...sealed, kdf: { ...sealed.kdf, salt } },
      { ...sealed, kdf: { ...sealed.kdf, passes: 2 } },
      { ...sealed, kdf: { ...sealed.kdf, memoryBytes: 8192 } },
      { ...sealed, publicKey: toBase64Url(other.publicKey), keyId: other.keyId },
    ];
    for (const value of changed) expect(() => openSecretKey(value, PASSPHRASE)).toThrow(PassphraseError);
  });

  it('is refused unread when it is not well formed or asks for a boundless cost', () => {
    const sealed = seal();
    expect(openSecretKey(sealed, PASSPHRASE)).toEqual(pair.secretKey);
    const broken: unknown[] = [
      { ...sealed, version: 2 },
      { ...sealed, kdf: null },
      { ...sealed, kdf: { ...sealed.kdf, algorithm: 'scrypt' } },
      { ...sealed, kdf: { ...sealed.kdf, memoryBytes: 2 ** 40 } },
      { ...sealed, kdf: { ...sealed.kdf, passes: 1e9 } },
      { ...sealed, publicKey: 'AAAA' },
      { ...sealed, keyId: other.keyId },
      { ...sealed, sealed: 'not base64!' },
    ];
    for (const value of broken) expect(() => openSecretKey(value as SealedSecretKey, PASSPHRASE)).toThrow(PacketError);
  });

  it('needs a passphrase that is not easily guessed, and halves that belong together', () => {
    expect(() => sealSecretKey(pair.secretKey, pair.publicKey, 'ngắn', QUICK)).toThrow(PassphraseTooWeakError);
    expect(() => sealSecretKey(pair.secretKey, pair.publicKey, 'abababababababab', QUICK)).toThrow(
      PassphraseTooWeakError,
    );
    expect(() => sealSecretKey(pair.secretKey, other.publicKey, PASSPHRASE, QUICK)).toThrow(FormatError);
    expect(() => sealSecretKey(pair.secretKey.slice(1), pair.publicKey, PASSPHRASE, QUICK)).toThrow(FormatError);
    expect(() => sealSecretKey(pair.secretKey, pair.publicKey, PASSPHRASE, { passes: 0, memoryBytes: 8192 })).toThrow(
      FormatError,
    );
  });
});

describe('a partner key', () => {
  it('has a fingerprint of eight groups that follows the key alone', () => {
    expect(fingerprint(pair.publicKey)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(fingerprint(pair.publicKey)).toBe(fingerprint(pair.publicKey.slice()));
    expect(fingerprint(pair.publicKey)).not.toBe(fingerprint(other.publicKey));
    const changed = pair.publicKey.slice();
    changed[700] = (changed[700] ?? 0) ^ 1;
    expect(fingerprint(changed)).not.toBe(fingerprint(pair.publicKey));
    const verifyKey = replySigningKeyPair(pair.secretKey).publicKey;
    expect(fingerprint(pair.publicKey, verifyKey)).not.toBe(fingerprint(pair.publicKey));
  });

  it('comes back from its seed', () => {
    expect(generatePartnerKeyPair(pair.secretKey)).toEqual(pair);
    expect(pair.keyId).toBe(partnerKeyId(pair.publicKey));
    expect(pair.keyId).toMatch(/^[0-9a-f]{32}$/);
    expect(() => partnerKeyId(pair.publicKey.slice(1))).toThrow(FormatError);
  });

  it('signs replies with a pair of its own that another key does not have', () => {
    const signing = replySigningKeyPair(pair.secretKey);
    expect(replySigningKeyPair(pair.secretKey)).toEqual(signing);
    const signature = signMessage(signing.secretKey, 'reply', 'delivered');
    expect(verifyMessage(signing.publicKey, 'reply', 'delivered', signature)).toBe(true);
    expect(verifyMessage(signing.publicKey, 'reply', 'declined', signature)).toBe(false);
    expect(verifyMessage(signing.publicKey, 'other', 'delivered', signature)).toBe(false);
    expect(verifyMessage(replySigningKeyPair(other.secretKey).publicKey, 'reply', 'delivered', signature)).toBe(false);
  });
});
