import { randomBytes } from 'node:crypto';
import { DecryptError } from '../core/errors.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { KeyringPassphraseError } from './keyring-errors.js';
import type { EntryPurpose, KeyringDocument, KeyringEntry } from './keyring-file.js';
import { derivePassphraseKey } from './passphrase-key.js';
import { unwrapKey, wrapKey } from './wrapped-key.js';
import type { KeyPurpose, WrapContext } from './wrapped-key.js';

const APP = 'an-tam/keyring';
/** Another context than the root's, so that neither wrap stands in for the other. */
const RECOVERY_APP = 'an-tam/keyring-recovery';
const NO_CENTRE = '-';
const SALT_BYTES = 16;

export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const toBytes = (text: string): Uint8Array => Buffer.from(text, 'base64url');

type EntryName = Pick<KeyringEntry, 'purpose' | 'subject' | 'version'>;

function entryContext(app: string, { purpose, subject, version }: EntryName): WrapContext {
  const centred: readonly EntryPurpose[] = ['kek', 'blind-index'];
  return { app, centreId: centred.includes(purpose) ? subject : NO_CENTRE, purpose, subjectId: subject, version };
}

const ringContext = (purpose: KeyPurpose, id: string): WrapContext => ({
  app: APP,
  centreId: NO_CENTRE,
  purpose,
  subjectId: id,
  version: 1,
});

/** What wraps the entries of a key ring: always the root key, and the recovery key once shares were made. */
export interface RingKeys {
  readonly root: Uint8Array;
  readonly recovery: Uint8Array | null;
}

export function sealEntry(keys: RingKeys, name: EntryName, bytes: Uint8Array): KeyringEntry {
  const { purpose, subject, version } = name;
  const wrapped = toText(wrapKey(keys.root, entryContext(APP, name), bytes));
  const recovery = keys.recovery && toText(wrapKey(keys.recovery, entryContext(RECOVERY_APP, name), bytes));
  return { purpose, subject, version, wrapped, recovery };
}

export function openEntry(root: Uint8Array, entry: KeyringEntry): Uint8Array {
  return unwrapKey(root, entryContext(APP, entry), toBytes(entry.wrapped));
}

/** Throws DecryptError for an entry without recovery wrap. */
export function openEntryWithRecovery(recovery: Uint8Array, entry: KeyringEntry): Uint8Array {
  return unwrapKey(recovery, entryContext(RECOVERY_APP, entry), toBytes(entry.recovery ?? ''));
}

/** Seals the root key under a passphrase with a fresh salt. */
export async function sealRoot(
  id: string,
  root: Uint8Array,
  passphrase: string,
  cost: PassphraseCost,
): Promise<Pick<KeyringDocument, 'kdf' | 'root'>> {
  const salt = randomBytes(SALT_BYTES);
  const passphraseKey = await derivePassphraseKey(passphrase, salt, cost);
  const wrapped = wrapKey(passphraseKey, ringContext('root', id), root);
  passphraseKey.fill(0);
  const { passes, memoryBytes } = cost;
  return { kdf: { algorithm: 'argon2id13', passes, memoryBytes, salt: toText(salt) }, root: toText(wrapped) };
}

/** Rejects with KeyringPassphraseError when the passphrase is another. */
export async function openRoot(document: KeyringDocument, passphrase: string): Promise<Uint8Array> {
  const passphraseKey = await derivePassphraseKey(passphrase, toBytes(document.kdf.salt), document.kdf);
  try {
    return unwrapKey(passphraseKey, ringContext('root', document.id), toBytes(document.root));
  } catch (error) {
    throw error instanceof DecryptError ? new KeyringPassphraseError() : error;
  } finally {
    passphraseKey.fill(0);
  }
}

export function sealRecoveryKey(root: Uint8Array, id: string, recovery: Uint8Array): string {
  return toText(wrapKey(root, ringContext('recovery', id), recovery));
}

/** The recovery key, so that keys made after the shares can be wrapped for them too; null before shares were made. */
export function openRecoveryKey(root: Uint8Array, document: KeyringDocument): Uint8Array | null {
  if (!document.recovery) return null;
  return unwrapKey(root, ringContext('recovery', document.id), toBytes(document.recovery.wrapped));
}
