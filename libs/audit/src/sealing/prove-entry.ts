import { readSeals, type LogConnection } from './log-reader.js';
import { consistencyProof, inclusionProof, splitHashes, verifyConsistency, verifyInclusion } from './merkle-tree.js';
import { leafOf, selectSealable, type SealableEntry } from './sealed-entry.js';
import { decodeTreeHead, type SignedTreeHead, type TreeHead } from './tree-head.js';

/** What shows a third party that an entry stands in a signed log, without showing any other entry. */
export interface EntryProof extends SignedTreeHead {
  /** The entry as it was sealed: the leaf is this as JSON without spaces. */
  readonly entry: unknown;
  /** Place in the log; the first entry is 0. */
  readonly index: number;
  readonly treeSize: number;
  /** Inclusion proof, RFC 9162 section 2.1.3. */
  readonly inclusion: readonly Buffer[];
  /** Consistency proof from the earlier head, RFC 9162 section 2.1.4; absent where no earlier head was given. */
  readonly consistency?: readonly Buffer[];
}

/** The proof would not hold: the log was tampered with. */
export class EntryNotProvenError extends Error {
  override readonly name = 'EntryNotProvenError';
}

/**
 * Proves one entry against the newest seal.
 * @param since an earlier head that the log must still continue
 * @returns null when no seal covers the entry. @throws EntryNotProvenError
 */
export async function proveEntry(
  connection: LogConnection,
  entryId: string,
  since?: TreeHead,
): Promise<EntryProof | null> {
  const [entry] = await connection.query<SealableEntry>(`SELECT ${selectSealable} FROM audit_entry WHERE id = $1`, [
    entryId,
  ]);
  const leaves: Buffer[] = [];
  let index = -1;
  let newest: SignedTreeHead | undefined;
  for await (const { entryIds, leafHashes, head, signature } of readSeals(connection)) {
    if (entryIds.includes(entryId)) index = leaves.length + entryIds.indexOf(entryId);
    leaves.push(...splitHashes(leafHashes));
    newest = { head, signature };
  }
  const head = newest && decodeTreeHead(newest.head);
  if (!entry || !newest || !head || index < 0) return null;
  const inclusion = inclusionProof(leaves, index);
  if (!verifyInclusion(leafOf(entry), index, head.size, inclusion, head.root))
    throw new EntryNotProvenError('the entry is not what was sealed');
  const consistency = since && since.size <= leaves.length ? consistencyProof(leaves, since.size) : undefined;
  if (since && !(consistency && verifyConsistency(since, head, consistency)))
    throw new EntryNotProvenError('the log does not continue the earlier head');
  return { entry: JSON.parse(entry.entry) as unknown, index, treeSize: head.size, ...newest, inclusion, consistency };
}
