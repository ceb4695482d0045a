import { randomBytes } from 'node:crypto';
import { DecryptError } from '../core/errors.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { entryContext, toBytes, toText } from './key-wraps.js';
import { KeyringPassphraseError } from './keyring-errors.js';
import type { KeyringDocument } from './keyring-file.js';
import { derivePassphraseKey } from './passphrase-key.js';
import type { RootWrap } from './recovery.js';
import { unwrapKey, wrapKey } from './wrapped-key.js';
import type { WrapContext } from './wrapped-key.js';

const APP = 'an-tam/keyring';
const SALT_BYTES = 16;

const rootContext = (ringId: string): WrapContext =>
  entryContext(APP, { purpose: 'root', subject: ringId, version: 1 });

/** Wraps under a root key that is in memory, in the envelope `wrap/v1`. */
export function wrapUnder(root: Uint8Array): RootWrap {
  return {
    seal: async (name, bytes) => toText(wrapKey(root, entryContext(APP, name), bytes)),
    open: async (name, wrapped) => unwrapKey(root, entryContext(APP, name), toBytes(wrapped)),
  };
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
  const wrapped = wrapKey(passphraseKey, rootContext(id), root);
  passphraseKey.fill(0);
  const { passes, memoryBytes } = cost;
  return { kdf: { algorithm: 'argon2id13', passes, memoryBytes, salt: toText(salt) }, root: toText(wrapped) };
}

/** Rejects with KeyringPassphraseError when the passphrase is another. */
export async function openRoot(document: KeyringDocument, passphrase: string): Promise<Uint8Array> {
  const passphraseKey = await derivePassphraseKey(passphrase, toBytes(document.kdf.salt), document.kdf);
  try {
    return unwrapKey(passphraseKey, rootContext(document.id), toBytes(document.root));
  } catch (error) {
    throw error instanceof DecryptError ? new KeyringPassphraseError() : error;
  } finally {
    passphraseKey.fill(0);
  }
}
