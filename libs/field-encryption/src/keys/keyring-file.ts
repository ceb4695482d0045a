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
}

export interface KeyringDocument {
  readonly format: 'an-tam-keyring';
  readonly version: 1;
  readonly id: string;
  readonly kdf: PassphraseCost & { readonly algorithm: 'argon2id13'; readonly salt: string };
  /** The root key, wrapped under the key from the passphrase. */
  readonly root: string;
  readonly entries: readonly KeyringEntry[];
  /** Keyed BLAKE2b-256 under the root key over everything else: no entry can be removed, added or exchanged. */
  readonly mac: string;
  /** Plain BLAKE2b-256: tells damage (checksum wrong) from a wrong passphrase (checksum right). No security in it. */
  readonly checksum: string;
}

export type UnsignedDocument = Omit<KeyringDocument, 'mac' | 'checksum'>;

const PURPOSES: readonly string[] = ['kek', 'blind-index', 'signing', 'reply'] satisfies readonly EntryPurpose[];
const GROUP_AND_OTHERS = 0o077;
const OWNER_ONLY = 0o600;
const SALT_BYTES = 16;

function canonicalBytes(document: UnsignedDocument): Uint8Array {
  const { kdf } = document;
  const entries = document.entries.flatMap((entry) => [
    entry.purpose,
    entry.subject,
    u32be(entry.version),
    entry.wrapped,
  ]);
  const cost = [kdf.algorithm, u32be(kdf.passes), u32be(kdf.memoryBytes), kdf.salt];
  return frame('keyring/v1', document.id, ...cost, document.root, u32be(document.entries.length), ...entries);
}

function macOf(root: Uint8Array, document: UnsignedDocument): string {
  const key = sodium.crypto_generichash(32, utf8('keyring-mac/v1'), root);
  const mac = sodium.to_hex(sodium.crypto_generichash(32, canonicalBytes(document), key));
  key.fill(0);
  return mac;
}

function checksumOf(document: UnsignedDocument & { mac: string }): string {
  return sodium.to_hex(sodium.crypto_generichash(32, frame(canonicalBytes(document), document.mac), null));
}

/** Completes a document with its MAC and checksum. */
export function signDocument(root: Uint8Array, unsigned: UnsignedDocument): KeyringDocument {
  const withMac = { ...unsigned, mac: macOf(root, unsigned) };
  return { ...withMac, checksum: checksumOf(withMac) };
}

/** Whether the document is the one that the holder of the root key wrote. Compared in constant time. */
export function isAuthentic(root: Uint8Array, document: KeyringDocument): boolean {
  const expected = utf8(macOf(root, document));
  const found = utf8(document.mac);
  return expected.length === found.length && sodium.memcmp(expected, found);
}

function isEntry(value: unknown): value is KeyringEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { purpose, subject, version, wrapped } = value as Record<string, unknown>;
  const named = typeof purpose === 'string' && PURPOSES.includes(purpose) && typeof subject === 'string';
  return named && Number.isInteger(version) && typeof wrapped === 'string';
}

function isDocument(value: unknown): value is KeyringDocument {
  if (typeof value !== 'object' || value === null) return false;
  const document = value as Record<string, unknown>;
  const kdf = document.kdf as KeyringDocument['kdf'] | null | undefined;
  const texts = [document.id, document.root, document.mac, document.checksum, kdf?.salt];
  const known = document.format === 'an-tam-keyring' && document.version === 1 && kdf?.algorithm === 'argon2id13';
  if (!known || !texts.every((text) => typeof text === 'string') || !isAcceptableCost(kdf)) return false;
  if (Buffer.from(kdf.salt, 'base64url').length !== SALT_BYTES) return false;
  return Array.isArray(document.entries) && document.entries.every(isEntry);
}

function parse(text: string): KeyringDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    return isDocument(value) && checksumOf(value) === value.checksum ? value : null;
  } catch {
    return null;
  }
}

/** Reads and checks a key ring file. Rejects with KeyringUnreadableError: missing, open to others, or damaged. */
export async function readDocument(path: string): Promise<KeyringDocument> {
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
  const document = parse(text);
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
export async function replaceDocument(path: string, document: KeyringDocument): Promise<void> {
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
