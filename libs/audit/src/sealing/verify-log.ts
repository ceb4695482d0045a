import { hashBytes, MerkleFrontier } from './merkle-tree.js';
import { readEntries, readSeals, type LogConnection, type StoredSeal } from './log-reader.js';
import type { PublishedHead } from './published-head.js';
import { leafOf, type SealableEntry } from './sealed-entry.js';
import { decodeTreeHead, headHash, isSignedBy, noHead, type TreeHead } from './tree-head.js';

export type LogFaultKind =
  /** The entry says something else than when it was sealed. */
  | 'changed'
  /** The entry was sealed and is gone. */
  | 'missing'
  /** The entry stands among sealed ones and was never sealed there. */
  | 'inserted'
  /** The entry was sealed, at another place. */
  | 'moved'
  /** A seal is not what the service signed, or does not follow the one before. */
  | 'seal'
  /** The log ends before the published head. */
  | 'truncated'
  /** The log is another one than was published. */
  | 'rewritten'
  /** Entries were sealed, and no head stands outside the database to hold them to. */
  | 'unpublished';

export interface LogFault {
  readonly kind: LogFaultKind;
  /** Number of the first bad entry in the log; the first entry is 1. */
  readonly entry: number;
  /** Number of the last entry it may be, where only a range is known. */
  readonly until?: number;
  readonly entryId?: string;
}

export interface LogVerdict {
  readonly log: string;
  /** Entries under the newest seal that holds. */
  readonly sealed: number;
  readonly seals: number;
  /** Entries that no seal covers yet. */
  readonly unsealed: number;
  /** Time of the newest seal in milliseconds since 1970; undefined when there is none. */
  readonly sealedAt?: number;
  /** The first thing that is wrong; what comes after it is not judged. */
  readonly fault?: LogFault;
}

/** A published head and the key to expect, oldest first where there are several. */
export type KnownHead = TreeHead & PublishedHead;

/**
 * Checks a whole log against its signed seals and against the heads that stand outside the database.
 * @param known heads of this log, at least the newest one; all under the key that is to be trusted
 */
export async function verifyLog(
  connection: LogConnection,
  log: string,
  known: readonly KnownHead[],
): Promise<LogVerdict> {
  const entries = readEntries(connection);
  const check = new LogCheck(connection, log, known);
  for await (const seal of readSeals(connection)) if (await check.isBroken(seal, entries)) return check.verdict();
  let unsealed = 0;
  for (let next = await entries.next(); !next.done; next = await entries.next()) unsealed += 1;
  return check.finish(unsealed);
}

class LogCheck {
  private readonly frontier = MerkleFrontier.empty();
  private readonly heads: KnownHead[];
  private seals = 0;
  private unsealed = 0;
  private previous = noHead;
  private sealedAt: number | undefined;
  private fault: LogFault | undefined;
  /** Entries up to the newest published head that agreed. */
  private agreed = 0;

  constructor(
    private readonly connection: LogConnection,
    private readonly log: string,
    known: readonly KnownHead[],
  ) {
    this.heads = known.toSorted((a, b) => a.size - b.size);
  }

  verdict(): LogVerdict {
    const { log, seals, unsealed, sealedAt, fault } = this;
    return { log, sealed: this.frontier.size, seals, unsealed, sealedAt, fault };
  }

  /** Compares the entries of one seal, then the seal with its signature, the head before it and what was published. */
  async isBroken(seal: StoredSeal, entries: AsyncGenerator<SealableEntry>): Promise<boolean> {
    const before = this.frontier.size;
    this.fault = await this.faultAmong(seal, entries);
    if (this.fault) return true;
    const head = decodeTreeHead(seal.head);
    const fits =
      head?.log === this.log &&
      head.size === seal.treeSize &&
      head.size === this.frontier.size &&
      head.root.equals(this.frontier.root()) &&
      head.previous.equals(this.previous) &&
      this.heads.every(({ publicKey }) => isSignedBy(publicKey, seal));
    if (!fits) {
      this.fault = { kind: 'seal', entry: before + 1, until: Math.max(this.frontier.size, before + 1) };
      return true;
    }
    this.fault = this.faultAgainstPublished(head);
    this.previous = headHash(seal.head);
    this.sealedAt = head.timestamp;
    this.seals += 1;
    return this.fault !== undefined;
  }

  /** @param unsealed how many entries came after the last seal */
  finish(unsealed: number): LogVerdict {
    this.unsealed = unsealed;
    const size = this.frontier.size;
    const ahead = this.heads.find((head) => head.size > size);
    if (ahead) this.fault = { kind: 'truncated', entry: size + 1, until: ahead.size };
    else if (this.heads.length === 0 && size > 0) this.fault = { kind: 'unpublished', entry: 1, until: size };
    return this.verdict();
  }

  private async faultAmong(seal: StoredSeal, entries: AsyncGenerator<SealableEntry>): Promise<LogFault | undefined> {
    for (const [i, sealedId] of seal.entryIds.entries()) {
      const { value: found } = (await entries.next()) as { value: SealableEntry | undefined };
      const sealed = seal.leafHashes.subarray(i * hashBytes, (i + 1) * hashBytes);
      if (!found || !leafOf(found).equals(sealed)) return this.describe(this.frontier.size + 1, sealedId, found);
      this.frontier.append(sealed);
    }
    return undefined;
  }

  private async describe(entry: number, sealedId: string, found: SealableEntry | undefined): Promise<LogFault> {
    if (found?.id === sealedId) return { kind: 'changed', entry, entryId: sealedId };
    const still = await this.connection.query('SELECT 1 FROM audit_entry WHERE id = $1', [sealedId]);
    if (still.length === 0 || !found) return { kind: 'missing', entry, entryId: sealedId };
    const elsewhere = await this.connection.query('SELECT 1 FROM audit_seal WHERE $1 = ANY (entry_ids) LIMIT 1', [
      found.id,
    ]);
    return { kind: elsewhere.length > 0 ? 'moved' : 'inserted', entry, entryId: found.id };
  }

  /** A published head always stands at a seal, so a seal that steps over one is as wrong as one of another root. */
  private faultAgainstPublished(head: TreeHead): LogFault | undefined {
    for (const published of this.heads.filter(({ size }) => size > this.agreed && size <= head.size)) {
      if (published.size !== head.size || !published.root.equals(head.root))
        return { kind: 'rewritten', entry: this.agreed + 1, until: published.size };
      this.agreed = published.size;
    }
    return undefined;
  }
}
