import { frame, u32be } from '../core/framing.js';
import { sodium } from '../core/sodium.js';
import { KeyringUnreadableError } from './keyring-errors.js';
import { readOwnFile } from './owner-file.js';
import { hasWholeRecovery, isEntry } from './store-contents.js';
import type { StoreContents } from './store-contents.js';
import { macUnder, sameText } from './store-mac.js';

export interface Pkcs11Document extends StoreContents {
  readonly format: 'an-tam-pkcs11-keys';
  readonly version: 1;
  /** The digest of the contents, wrapped by the token: no entry can be removed, added or exchanged without it. */
  readonly seal: string;
  /** Keyed BLAKE2b-256 over the digest under the recovery key, so that whoever recovers can tell too; empty without one. */
  readonly recoveryMac: string;
}

/** BLAKE2b-256 over everything the file keeps. */
export function digestOf({ id, recovery, entries }: StoreContents): Uint8Array {
  const parts = entries.flatMap((entry) => [
    entry.purpose,
    entry.subject,
    u32be(entry.version),
    entry.wrapped,
    entry.recovery ?? '',
  ]);
  const record = [recovery?.keyId ?? '', recovery?.wrapped ?? ''];
  return sodium.crypto_generichash(32, frame('pkcs11-store/v1', id, ...record, u32be(entries.length), ...parts), null);
}

export const recoveryMacOf = (recovery: Uint8Array, contents: StoreContents): string =>
  macUnder('pkcs11-recovery-mac/v1', recovery, digestOf(contents));

/** Whether the document is the one that the holder of the recovery key wrote. Compared in constant time. */
export function isAuthenticForRecovery(recovery: Uint8Array, document: Pkcs11Document): boolean {
  return sameText(recoveryMacOf(recovery, document), document.recoveryMac);
}

function parse(text: string): Pkcs11Document | null {
  try {
    const value = JSON.parse(text) as Partial<Pkcs11Document> | null;
    const known = value?.format === 'an-tam-pkcs11-keys' && value.version === 1;
    const texts = typeof value?.id === 'string' && typeof value.seal === 'string';
    if (!known || !texts || !Array.isArray(value.entries) || !value.entries.every(isEntry)) return null;
    const document = value as Pkcs11Document;
    return hasWholeRecovery(document, document.recoveryMac) ? document : null;
  } catch {
    return null;
  }
}

/**
 * Reads a store file. Whether it is authentic only the token or the shares can tell. Rejects with KeyringUnreadableError:
 * missing, open to others, or no store.
 */
export async function readStore(path: string): Promise<Pkcs11Document> {
  const document = parse(await readOwnFile(path));
  if (!document) throw new KeyringUnreadableError(path, 'corrupt');
  return document;
}
