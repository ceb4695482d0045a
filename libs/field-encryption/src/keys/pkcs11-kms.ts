import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { frame, u32be } from '../core/framing.js';
import { generateSigningKeyPair, publicKeyId } from '../core/signature.js';
import { ready, sodium } from '../core/sodium.js';
import { generatePartnerKeyPair } from '../packet/partner-key.js';
import type { PartnerKeyPair } from '../packet/partner-key.js';
import { KeyringExistsError, KeyringUnreadableError } from './keyring-errors.js';
import { documentExists, readOwnFile, replaceDocument } from './keyring-file.js';
import type { EntryPurpose } from './keyring-file.js';
import { KeyringLock } from './keyring-lock.js';
import { toText } from './keyring-wraps.js';
import { CentreKeysNotFoundError, KmsUnavailableError } from './kms.js';
import type { CentreKeyPurpose, CentreKeys, Kms, NamedSigningKey, VersionedKey } from './kms.js';
import { Pkcs11Token } from './pkcs11-token.js';
import type { TokenOptions } from './pkcs11-token.js';

interface Entry {
  readonly purpose: EntryPurpose;
  readonly subject: string;
  readonly version: number;
  /** base64url of iv (12) | ciphertext | tag (16) from the token. */
  readonly wrapped: string;
}

interface StoreDocument {
  readonly format: 'an-tam-pkcs11-keys';
  readonly version: 1;
  readonly entries: readonly Entry[];
  /** BLAKE2b-256 over the entries, wrapped by the token: no entry can be removed or added without it. */
  readonly seal: string;
}

export interface Pkcs11Options extends TokenOptions {
  /** The wrapped keys: a file of its own, mode 0600. Useless without the token. */
  readonly storePath: string;
}

const APP = 'an-tam/pkcs11';
const PURPOSES: readonly unknown[] = ['kek', 'blind-index', 'signing', 'reply'] satisfies readonly EntryPurpose[];

/** AAD = LP32(app) LP32(centre or name) LP32(purpose) LP32(version). */
const aadOf = (subject: string, purpose: EntryPurpose | 'store', version: number): Uint8Array =>
  frame(APP, subject, purpose, u32be(version));

function digestOf(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap(({ purpose, subject, version, wrapped }) => [
    purpose,
    subject,
    u32be(version),
    wrapped,
  ]);
  return sodium.crypto_generichash(32, frame('pkcs11-store/v1', u32be(entries.length), ...parts), null);
}

function isEntry(value: unknown): value is Entry {
  const { purpose, subject, version, wrapped } = (value ?? {}) as Record<string, unknown>;
  const texts = typeof subject === 'string' && typeof wrapped === 'string';
  return PURPOSES.includes(purpose) && texts && Number.isSafeInteger(version);
}

function parseStore(text: string): StoreDocument | null {
  try {
    const value = JSON.parse(text) as Partial<StoreDocument> | null;
    const known = value?.format === 'an-tam-pkcs11-keys' && value.version === 1 && typeof value.seal === 'string';
    return known && Array.isArray(value.entries) && value.entries.every(isEntry) ? (value as StoreDocument) : null;
  } catch {
    return null;
  }
}

/**
 * The key store of an HSM: a root key that never leaves the token (PKCS#11 2.40, CKM_AES_GCM) wraps every other key; the
 * wrapped keys lie in a file. One process holds the file at a time. There is no passphrase and there are no shares: the
 * vendor's own backup of the token is the recovery.
 */
export class Pkcs11Kms implements Kms {
  private pending: Promise<unknown> = Promise.resolve();
  private closed = false;

  private constructor(
    private readonly path: string,
    private readonly lock: KeyringLock,
    private readonly token: Pkcs11Token,
    private entries: readonly Entry[],
  ) {}

  /** Makes the root key on the token and an empty store. Rejects with TokenError, KeyringExistsError, KeyringLockedError. */
  static async create(options: Pkcs11Options): Promise<Pkcs11Kms> {
    await ready();
    await mkdir(dirname(options.storePath), { recursive: true, mode: 0o700 });
    return Pkcs11Kms.holding(options, true, async (token, lock) => {
      const kms = new Pkcs11Kms(options.storePath, lock, token, []);
      await kms.write([]);
      return kms;
    });
  }

  /** Rejects with TokenError, KeyringUnreadableError (missing, open to others, changed, another token's) or KeyringLockedError. */
  static async open(options: Pkcs11Options): Promise<Pkcs11Kms> {
    await ready();
    await readOwnFile(options.storePath);
    return Pkcs11Kms.holding(options, false, async (token, lock) => {
      const store = parseStore(await readOwnFile(options.storePath));
      if (!store || !(await isSealedBy(token, store))) throw new KeyringUnreadableError(options.storePath, 'corrupt');
      return new Pkcs11Kms(options.storePath, lock, token, store.entries);
    });
  }

  private static async holding(
    options: Pkcs11Options,
    fresh: boolean,
    make: (token: Pkcs11Token, lock: KeyringLock) => Promise<Pkcs11Kms>,
  ): Promise<Pkcs11Kms> {
    const lock = await KeyringLock.acquire(`${options.storePath}.lock`);
    let token: Pkcs11Token | undefined;
    try {
      if (fresh && (await documentExists(options.storePath))) throw new KeyringExistsError(options.storePath);
      token = await Pkcs11Token.open(options, fresh);
      return await make(token, lock);
    } catch (error) {
      await token?.close();
      await lock.release();
      throw error;
    }
  }

  async centreKeys(centreId: string): Promise<CentreKeys> {
    return { kek: await this.newest('kek', centreId), bik: await this.newest('blind-index', centreId) };
  }

  async centreKey(centreId: string, purpose: CentreKeyPurpose, version: number): Promise<VersionedKey> {
    const entry = this.of(purpose, centreId).find((candidate) => candidate.version === version);
    if (!entry) throw new CentreKeysNotFoundError();
    return this.unwrap(entry);
  }

  async createCentreKeys(centreId: string): Promise<void> {
    await this.makeMissing(['kek', 'blind-index'], centreId);
  }

  async signingKey(name: string): Promise<NamedSigningKey> {
    const seed = await this.seed('signing', name);
    const pair = generateSigningKeyPair(seed);
    seed.fill(0);
    return { ...pair, keyId: publicKeyId('ed25519', pair.publicKey) };
  }

  async replyKey(name: string): Promise<PartnerKeyPair> {
    const seed = await this.seed('reply', name);
    const pair = generatePartnerKeyPair(seed);
    seed.fill(0);
    return pair;
  }

  /** Finishes what is being written, logs out and gives the lock up. Every later call is refused. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.pending;
    await this.token.close();
    await this.lock.release();
  }

  private of(purpose: EntryPurpose, subject: string): readonly Entry[] {
    if (this.closed) throw new KmsUnavailableError();
    return this.entries.filter((entry) => entry.purpose === purpose && entry.subject === subject);
  }

  private async unwrap({ purpose, subject, version, wrapped }: Entry): Promise<VersionedKey> {
    const bytes = await this.token.decrypt(Buffer.from(wrapped, 'base64url'), aadOf(subject, purpose, version));
    return { version, bytes };
  }

  private async newest(purpose: EntryPurpose, subject: string): Promise<VersionedKey> {
    const newest = [...this.of(purpose, subject)].sort((one, other) => other.version - one.version)[0];
    if (!newest) throw new CentreKeysNotFoundError();
    return this.unwrap(newest);
  }

  private async seed(purpose: 'signing' | 'reply', name: string): Promise<Uint8Array> {
    await this.makeMissing([purpose], name);
    return (await this.newest(purpose, name)).bytes;
  }

  /** One change after the other; a key is remembered only once it is on disk. */
  private async makeMissing(purposes: readonly EntryPurpose[], subject: string): Promise<void> {
    if (purposes.every((purpose) => this.of(purpose, subject).length > 0)) return;
    const run = this.pending.then(async () => {
      const missing = purposes.filter((purpose) => this.of(purpose, subject).length === 0);
      const made: Entry[] = [];
      for (const purpose of missing) {
        const bytes = new Uint8Array(randomBytes(32));
        const wrapped = toText(await this.token.encrypt(bytes, aadOf(subject, purpose, 1)));
        bytes.fill(0);
        made.push({ purpose, subject, version: 1, wrapped });
      }
      await this.write([...this.entries, ...made]);
    });
    this.pending = run.catch(() => undefined);
    await run;
  }

  private async write(entries: readonly Entry[]): Promise<void> {
    const seal = toText(await this.token.encrypt(digestOf(entries), aadOf('-', 'store', 1)));
    try {
      await replaceDocument(this.path, { format: 'an-tam-pkcs11-keys', version: 1, entries, seal });
    } catch (error) {
      throw new KmsUnavailableError(error);
    }
    this.entries = entries;
  }
}

async function isSealedBy(token: Pkcs11Token, { seal, entries }: StoreDocument): Promise<boolean> {
  const expected = digestOf(entries);
  const found = await token
    .decrypt(Buffer.from(seal, 'base64url'), aadOf('-', 'store', 1))
    .catch(() => new Uint8Array());
  return found.length === expected.length && sodium.memcmp(found, expected);
}
