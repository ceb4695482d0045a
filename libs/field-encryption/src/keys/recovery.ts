import { randomBytes } from 'node:crypto';
import { DecryptError } from '../core/errors.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { sodium } from '../core/sodium.js';
import { isAuthenticForRecovery, signDocument } from './keyring-file.js';
import type { KeyringDocument } from './keyring-file.js';
import { openEntry, openEntryWithRecovery, sealEntry, sealRecoveryKey, sealRoot } from './keyring-wraps.js';
import { RecoveryShareError, combineShares, splitKey } from './recovery-share.js';
import { wrappingKeyId } from './wrapped-key.js';

/**
 * A fresh recovery key, split, and the document in which it wraps every key. Shares made before recover this document no
 * longer (they still recover an older copy of the file).
 */
export async function withNewShares(
  root: Uint8Array,
  document: KeyringDocument,
  threshold: number,
  count: number,
): Promise<{ document: KeyringDocument; shares: string[] }> {
  const recovery = new Uint8Array(randomBytes(32));
  try {
    const shares = await splitKey(recovery, threshold, count);
    const entries = document.entries.map((entry) => {
      const bytes = openEntry(root, entry);
      const sealed = sealEntry({ root, recovery }, entry, bytes);
      bytes.fill(0);
      return sealed;
    });
    const record = { keyId: keyIdOf(recovery), wrapped: sealRecoveryKey(root, document.id, recovery) };
    const { format, id, kdf, root: sealedRoot } = document;
    const unsigned = { format, version: 2 as const, id, kdf, root: sealedRoot, recovery: record, entries };
    return { document: signDocument(root, unsigned, recovery), shares };
  } finally {
    recovery.fill(0);
  }
}

const keyIdOf = (recovery: Uint8Array): string => sodium.to_hex(wrappingKeyId(recovery));

/**
 * Opens a document with shares instead of its passphrase: every key under a new root key and a new passphrase. The shares
 * stay valid. Throws RecoveryShareError; DecryptError when the document was changed since it was written.
 */
export async function recoverDocument(
  document: KeyringDocument,
  shares: readonly string[],
  passphrase: string,
  cost: PassphraseCost,
): Promise<{ root: Uint8Array; document: KeyringDocument }> {
  if (!document.recovery) throw new RecoveryShareError('none-made');
  const recovery = await combineShares(shares);
  try {
    if (keyIdOf(recovery) !== document.recovery.keyId) throw new RecoveryShareError('mixed-sets');
    if (!isAuthenticForRecovery(recovery, document)) throw new DecryptError();
    const { id } = document;
    const root = new Uint8Array(randomBytes(32));
    const entries = document.entries.map((entry) => {
      const bytes = openEntryWithRecovery(recovery, entry);
      const sealed = sealEntry({ root, recovery }, entry, bytes);
      bytes.fill(0);
      return sealed;
    });
    const sealedRoot = await sealRoot(id, root, passphrase, cost);
    const record = { keyId: document.recovery.keyId, wrapped: sealRecoveryKey(root, id, recovery) };
    const unsigned = { format: document.format, version: 2 as const, id, ...sealedRoot, recovery: record, entries };
    return { root, document: signDocument(root, unsigned, recovery) };
  } finally {
    recovery.fill(0);
  }
}
