import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeTreeHead, isSignedBy, type SignedTreeHead, type TreeHead } from './tree-head.js';

/** A signed head as it stands in its file outside the database, with the key to check it. */
export interface PublishedHead extends SignedTreeHead {
  readonly publicKey: Buffer;
}

/** A file that should hold a published head holds something else. */
export class PublishedHeadUnreadableError extends Error {
  override readonly name = 'PublishedHeadUnreadableError';
}

const fileOf = (folder: string, log: string) => join(folder, `${log}.json`);

/** Puts the newest head in the place of the last one, whole or not at all. Members beside the first three are for people. */
export function writePublishedHead(folder: string, head: TreeHead, { publicKey, ...signed }: PublishedHead): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = JSON.stringify(
    {
      head: signed.head.toString('base64url'),
      signature: signed.signature.toString('base64url'),
      publicKey: publicKey.toString('base64url'),
      log: head.log,
      size: head.size,
      root: head.root.toString('hex'),
      at: new Date(head.timestamp).toISOString(),
    },
    undefined,
    2,
  );
  const draft = `${fileOf(folder, head.log)}.new`;
  writeFileSync(draft, `${text}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(folder, head.log));
}

/**
 * The head of a log in a folder, checked against the key beside it.
 * @returns undefined when there is none. @throws PublishedHeadUnreadableError
 */
export function readPublishedHead(folder: string, log: string): (TreeHead & PublishedHead) | undefined {
  const file = fileOf(folder, log);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PublishedHeadUnreadableError(`${file} cannot be read`);
  }
  try {
    const document = JSON.parse(text) as Record<string, unknown>;
    const [head, signature, publicKey] = ['head', 'signature', 'publicKey'].map((name) =>
      Buffer.from(String(document[name]), 'base64url'),
    );
    const said = head && decodeTreeHead(head);
    if (said && signature && publicKey && said.log === log && isSignedBy(publicKey, { head, signature }))
      return { ...said, head, signature, publicKey };
  } catch {
    // Falls through: no JSON is as unreadable as a wrong signature.
  }
  throw new PublishedHeadUnreadableError(`${file} is not a signed head of the log ${log}`);
}
