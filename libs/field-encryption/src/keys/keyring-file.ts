import { frame, u32be } from '../core/framing.js';
import { isAcceptableCost } from '../core/passphrase-rules.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { sodium } from '../core/sodium.js';
import { KeyringUnreadableError } from './keyring-errors.js';
import { readOwnFile } from './owner-file.js';
import { hasWholeRecovery, isEntry } from './store-contents.js';
import type { StoreContents } from './store-contents.js';
import { macUnder, sameText } from './store-mac.js';

export interface KeyringDocument extends StoreContents {
  readonly format: 'an-tam-keyring';
  /** Version 1 knows no recovery; it is read, and written as version 2 with the next change. */
  readonly version: 1 | 2;
  readonly kdf: PassphraseCost & { readonly algorithm: 'argon2id13'; readonly salt: string };
  /** The root key, wrapped under the key from the passphrase. */
  readonly root: string;
  /** Keyed BLAKE2b-256 under the root key over everything else: no entry can be removed, added or exchanged. */
  readonly mac: string;
  /** The same under the recovery key, so that whoever recovers can tell too; empty without one. */
  readonly recoveryMac: string;
  /** Plain BLAKE2b-256: tells damage (checksum wrong) from a wrong passphrase (checksum right). No security in it. */
  readonly checksum: string;
}

export type UnsignedDocument = Omit<KeyringDocument, 'mac' | 'recoveryMac' | 'checksum'>;

const SALT_BYTES = 16;

function canonicalBytes(document: UnsignedDocument): Uint8Array {
  const { kdf, version, recovery } = document;
  const later = version > 1;
  const entries = document.entries.flatMap((entry) => [
    entry.purpose,
    entry.subject,
    u32be(entry.version),
    entry.wrapped,
    ...(later ? [entry.recovery ?? ''] : []),
  ]);
  const cost = [kdf.algorithm, u32be(kdf.passes), u32be(kdf.memoryBytes), kdf.salt];
  const record = later ? [recovery?.keyId ?? '', recovery?.wrapped ?? ''] : [];
  const count = u32be(document.entries.length);
  return frame(`keyring/v${version}`, document.id, ...cost, document.root, ...record, count, ...entries);
}

const macOf = (root: Uint8Array, document: UnsignedDocument): string =>
  macUnder('keyring-mac/v1', root, canonicalBytes(document));
const recoveryMacOf = (recovery: Uint8Array, document: UnsignedDocument): string =>
  macUnder('keyring-recovery-mac/v1', recovery, canonicalBytes(document));

function checksumOf(document: Omit<KeyringDocument, 'checksum'>): string {
  const macs = document.version > 1 ? [document.mac, document.recoveryMac] : [document.mac];
  return sodium.to_hex(sodium.crypto_generichash(32, frame(canonicalBytes(document), ...macs), null));
}

/** Completes a document with its MACs and checksum. `recovery` is the recovery key of a document that has one. */
export function signDocument(
  root: Uint8Array,
  unsigned: UnsignedDocument,
  recovery: Uint8Array | null = null,
): KeyringDocument {
  const recoveryMac = recovery ? recoveryMacOf(recovery, unsigned) : '';
  const withMacs = { ...unsigned, mac: macOf(root, unsigned), recoveryMac };
  return { ...withMacs, checksum: checksumOf(withMacs) };
}

/** Whether the document is the one that the holder of the root key wrote. Compared in constant time. */
export function isAuthentic(root: Uint8Array, document: KeyringDocument): boolean {
  return sameText(macOf(root, document), document.mac);
}

/** The same for the holder of the recovery key. */
export function isAuthenticForRecovery(recovery: Uint8Array, document: KeyringDocument): boolean {
  return sameText(recoveryMacOf(recovery, document), document.recoveryMac);
}

/** Version 1 has none of it, and whatever stands there under these names is not covered by its MAC. */
function withoutRecovery(document: KeyringDocument): KeyringDocument {
  const entries = document.entries.map((entry) => ({ ...entry, recovery: null }));
  return { ...document, recovery: null, recoveryMac: '', entries };
}

function isDocument(value: unknown): value is KeyringDocument {
  if (typeof value !== 'object' || value === null) return false;
  const document = value as Record<string, unknown>;
  const kdf = document.kdf as KeyringDocument['kdf'] | null | undefined;
  const texts = [document.id, document.root, document.mac, document.checksum, kdf?.salt];
  const versioned = document.version === 1 || document.version === 2;
  const known = document.format === 'an-tam-keyring' && versioned && kdf?.algorithm === 'argon2id13';
  if (!known || !texts.every((text) => typeof text === 'string') || !isAcceptableCost(kdf)) return false;
  if (Buffer.from(kdf.salt, 'base64url').length !== SALT_BYTES) return false;
  return Array.isArray(document.entries) && document.entries.every(isEntry);
}

function parse(text: string): KeyringDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isDocument(value)) return null;
    const document = value.version === 1 ? withoutRecovery(value) : value;
    return hasWholeRecovery(document, document.recoveryMac) && checksumOf(document) === document.checksum
      ? document
      : null;
  } catch {
    return null;
  }
}

/** Reads and checks a key ring file. Rejects with KeyringUnreadableError: missing, open to others, or damaged. */
export async function readDocument(path: string): Promise<KeyringDocument> {
  const document = parse(await readOwnFile(path));
  if (!document) throw new KeyringUnreadableError(path, 'corrupt');
  return document;
}
