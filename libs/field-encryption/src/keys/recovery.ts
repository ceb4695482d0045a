import { randomBytes } from 'node:crypto';
import { DecryptError } from '../core/errors.js';
import { sodium } from '../core/sodium.js';
import { entryContext, toBytes, toText } from './key-wraps.js';
import { RecoveryShareError, combineShares, splitKey } from './recovery-share.js';
import type { KeyEntry, KeyName, StoreContents } from './store-contents.js';
import { unwrapKey, wrapKey, wrappingKeyId } from './wrapped-key.js';

/** Another context than the root's, so that neither wrap stands in for the other. */
const RECOVERY_APP = 'an-tam/keyring-recovery';

/** Wraps a key under a root key as text, and opens what it wrapped under the same name. Both reject, never guess. */
export interface RootWrap {
  seal(name: KeyName, bytes: Uint8Array): Promise<string>;
  open(name: KeyName, wrapped: string): Promise<Uint8Array>;
}

export const recoveryName = (storeId: string): KeyName => ({ purpose: 'recovery', subject: storeId, version: 1 });

const keyIdOf = (recovery: Uint8Array): string => sodium.to_hex(wrappingKeyId(recovery));

export function wrapForRecovery(recovery: Uint8Array, name: KeyName, bytes: Uint8Array): string {
  return toText(wrapKey(recovery, entryContext(RECOVERY_APP, name), bytes));
}

/** Throws DecryptError for an entry without recovery wrap. */
function openWithRecovery(recovery: Uint8Array, entry: KeyEntry): Uint8Array {
  return unwrapKey(recovery, entryContext(RECOVERY_APP, entry), toBytes(entry.recovery ?? ''));
}

/** A fresh recovery key and its shares. The caller wipes `key.bytes`. Throws FormatError. */
export async function newRecoveryKey(
  threshold: number,
  count: number,
): Promise<{ key: { id: string; bytes: Uint8Array }; shares: string[] }> {
  const bytes = new Uint8Array(randomBytes(32));
  return { key: { id: keyIdOf(bytes), bytes }, shares: await splitKey(bytes, threshold, count) };
}

/** The recovery key, so that keys made after the shares can be wrapped for them too; null before shares were made. */
export async function openRecoveryKey(root: RootWrap, contents: StoreContents): Promise<Uint8Array | null> {
  return contents.recovery && root.open(recoveryName(contents.id), contents.recovery.wrapped);
}

/**
 * The recovery key of these contents, put together from shares. The caller wipes it. `isAuthentic` tells whether the
 * contents are what was written with this key. Throws RecoveryShareError; DecryptError for changed contents.
 */
export async function recoveryKeyFrom(
  shares: readonly string[],
  contents: StoreContents,
  isAuthentic: (recovery: Uint8Array) => boolean,
): Promise<Uint8Array> {
  if (!contents.recovery) throw new RecoveryShareError('none-made');
  const recovery = await combineShares(shares);
  try {
    if (keyIdOf(recovery) !== contents.recovery.keyId) throw new RecoveryShareError('mixed-sets');
    if (!isAuthentic(recovery)) throw new DecryptError();
    return recovery;
  } catch (error) {
    recovery.fill(0);
    throw error;
  }
}

/** The same keys under a new root key, opened with the recovery key. The shares stay valid. */
export async function rewrapped(
  contents: StoreContents,
  recovery: Uint8Array,
  newRoot: RootWrap,
): Promise<StoreContents> {
  const entries: KeyEntry[] = [];
  for (const entry of contents.entries) {
    const bytes = openWithRecovery(recovery, entry);
    entries.push({ ...entry, wrapped: await newRoot.seal(entry, bytes) });
    bytes.fill(0);
  }
  const wrapped = await newRoot.seal(recoveryName(contents.id), recovery);
  return { id: contents.id, recovery: { keyId: keyIdOf(recovery), wrapped }, entries };
}
