import { randomUUID } from 'node:crypto';
import { access, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyringUnreadableError } from './keyring-errors.js';

const GROUP_AND_OTHERS = 0o077;
const OWNER_ONLY = 0o600;

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

export async function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Replaces the file in one step: a new file with mode 0600, synced, renamed over the old one, folder synced. After a
 * crash at any point the old or the new file is there, whole.
 */
export async function replaceOwnFile(path: string, document: object): Promise<void> {
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
