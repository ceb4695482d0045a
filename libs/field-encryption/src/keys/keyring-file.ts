import { randomUUID } from 'node:crypto';
import { access, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { frame, u32be, utf8 } from '../core/framing.js';
import { isAcceptableCost } from '../core/passphrase-rules.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';
import { sodium } from '../core/sodium.js';
import { KeyringUnreadableError } from './keyring-errors.js';

export type EntryPurpose = 'kek' | 'blind-index' | 'signing' | 'reply';

/** One key, wrapped under the root key. Purpose, subject and version are in the clear and bound by the wrap. */
export interface KeyringEntry {
  readonly purpose: EntryPurpose;
  /** A centre id, or the name of a key pair. */
  readonly subject: string;
  readonly version: number;
  readonly wrapped: string;
  /** The same key wrapped under the recovery key; null until recovery shares are made. */
  readonly recovery: string | null;
}

/** The recovery key of which people keep shares: its name, and itself wrapped under the root key. */
export interface RecoveryRecord {
  readonly keyId: string;
  readonly wrapped: string;
}

export interface KeyringDocument {
  readonly format: 'an-tam-keyring';
  /** Version 1 knows no recovery; it is read, and written as version 2 with the next change. */
  readonly version: 1 | 2;
  readonly id: string;
  readonly kdf: PassphraseCost & { readonly algorithm: 'argon2id13'; readonly salt: string };
  /** The root key, wrapped under the key from the passphrase. */
  readonly root: string;
  readonly recovery: RecoveryRecord | null;
  readonly entries: readonly KeyringEntry[];
  /** Keyed BLAKE2b-256 under the root key over everything else: no entry can be removed, added or exchanged. */
  readonly mac: string;
  /** The same under the recovery key, so that whoever recovers can tell too; empty without one. */
  readonly recoveryMac: string;
  /** Plain BLAKE2b-256: tells damage (checksum wrong) from a wrong passphrase (checksum right). No security in it. */
  readonly checksum: string;
}

export type UnsignedDocument = Omit<KeyringDocument, 'mac' | 'recoveryMac' | 'checksum'>;

const PURPOSES: readonly string[] = ['kek', 'blind-index', 'signing', 'reply'] satisfies readonly EntryPurpose[];
const GROUP_AND_OTHERS = 0o077;
const OWNER_ONLY = 0o600;
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

function macUnder(purpose: string, secret: Uint8Array, document: UnsignedDocument): string {
  const key = sodium.crypto_generichash(32, utf8(purpose), secret);
  const mac = sodium.to_hex(sodium.crypto_generichash(32, canonicalBytes(document), key));
  key.fill(0);
  return mac;
}

const macOf = (root: Uint8Array, document: UnsignedDocument): string => macUnder('keyring-mac/v1', root, document);
const recoveryMacOf = (recovery: Uint8Array, document: UnsignedDocument): string =>
  macUnder('keyring-recovery-mac/v1', recovery, document);

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

function sameText(expected: string, found: string): boolean {
  const [one, other] = [utf8(expected), utf8(found)];
  return one.length === other.length && sodium.memcmp(one, other);
}

/** Whether the document is the one that the holder of the root key wrote. Compared in constant time. */
export function isAuthentic(root: Uint8Array, document: KeyringDocument): boolean {
  return sameText(macOf(root, document), document.mac);
}

/** The same for the holder of the recovery key. */
export function isAuthenticForRecovery(recovery: Uint8Array, document: KeyringDocument): boolean {
  return sameText(recoveryMacOf(recovery, document), document.recoveryMac);
}

function isEntry(value: unknown): value is KeyringEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { purpose, subject, version, wrapped } = value as Record<string, unknown>;
  const named = typeof purpose === 'string' && PURPOSES.includes(purpose) && typeof subject === 'string';
  return named && Number.isInteger(version) && typeof wrapped === 'string';
}

function isRecovery(value: unknown): value is RecoveryRecord | null {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { keyId, wrapped } = value as Record<string, unknown>;
  return typeof keyId === 'string' && typeof wrapped === 'string';
}

/** Version 1 has none of it, and whatever stands there under these names is not covered by its MAC. */
function withoutRecovery(document: KeyringDocument): KeyringDocument {
  const entries = document.entries.map((entry) => ({ ...entry, recovery: null }));
  return { ...document, recovery: null, recoveryMac: '', entries };
}

function hasWholeRecovery({ recovery, recoveryMac, entries }: KeyringDocument): boolean {
  if (!isRecovery(recovery) || typeof recoveryMac !== 'string') return false;
  return entries.every((entry) => (recovery === null ? entry.recovery === null : typeof entry.recovery === 'string'));
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
    return hasWholeRecovery(document) && checksumOf(document) === document.checksum ? document : null;
  } catch {
    return null;
  }
}

/** The text of a file that its owner alone may read. Rejects with KeyringUnreadableError: missing, or open to others. */
export async function readOwnFile(path: string): Promise<string> {
  let text: string;
  let mode: number;
  try {
    mode = (await stat(path)).mode;
    text = await readFile(path, 'utf8');
  } catch {
    throw new KeyringUnreadableError(path, 'missing');
  }
  if (process.platform !== 'win32' && (mode & GROUP_AND_OTHERS) !== 0)
    throw new KeyringUnreadableError(path, 'permissions');
  return text;
}

/** Reads and checks a key ring file. Rejects with KeyringUnreadableError: missing, open to others, or damaged. */
export async function readDocument(path: string): Promise<KeyringDocument> {
  const document = parse(await readOwnFile(path));
  if (!document) throw new KeyringUnreadableError(path, 'corrupt');
  return document;
}

export async function documentExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Replaces the file in one step: a new file with mode 0600, synced, renamed over the old one, folder synced. After a
 * crash at any point the old or the new file is there, whole.
 */
export async function replaceDocument(path: string, document: object): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`;
  try {
    const file = await open(draft, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(`${JSON.stringify(document, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
