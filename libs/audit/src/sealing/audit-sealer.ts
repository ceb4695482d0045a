import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AuditSealRepository, type AuditSeal } from './audit-seal.repository.js';
import { MerkleFrontier } from './merkle-tree.js';
import { readPublishedHead, writePublishedHead } from './published-head.js';
import { sealingSystem } from './seal-tables.js';
import { leafOf, logStart, type LogPlace } from './sealed-entry.js';
import {
  decodeTreeHead,
  encodeTreeHead,
  headHash,
  isSignedBy,
  noHead,
  type LogSigner,
  type TreeHead,
} from './tree-head.js';

export interface AuditSealingOptions {
  /** Name of the log: the service. */
  readonly log: string;
  /** The log's signing key; asked for once. */
  readonly signer: () => LogSigner | Promise<LogSigner>;
  /** Folder outside the database where the newest head stands; it should be copied to another machine. */
  readonly headsFolder: string;
}

/** Injection token of {@link AuditSealingOptions}. */
export const auditSealingOptionsToken = Symbol('audit sealing options');

/** The log does not continue what was sealed or published. Nothing is sealed over it until a person has looked. */
export class AuditLogBrokenError extends Error {
  override readonly name = 'AuditLogBrokenError';
}

/** An entry stands unsealed for this long at most while the service runs. */
const intervalMilliseconds = 10_000;
/** Entries under one seal. */
const mostEntries = 2_000;
const context = { actor: { system: sealingSystem }, requestId: sealingSystem };

/**
 * Seals committed entries: a Merkle tree over the whole log, each head signed, naming the one before, and published
 * outside the database. Writers never wait for it, and any number of processes may run it side by side.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AuditSealer');
  private timer: NodeJS.Timeout | undefined;
  private sealing: Promise<void> | undefined;
  private signer: LogSigner | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealRepository,
    @Inject(auditSealingOptionsToken) private readonly options: AuditSealingOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sealQuietly(), intervalMilliseconds);
    void this.sealQuietly();
  }

  /** What was written last is sealed before the service ends. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sealing;
    await this.sealQuietly();
  }

  /** Seals all that is committed and publishes the newest head. @throws AuditLogBrokenError */
  async seal(): Promise<void> {
    this.signer ??= await this.options.signer();
    const { signer } = this;
    await this.unitOfWork.run(context, (tx) => this.refuseOtherLog(tx));
    let isMore = true;
    while (isMore) isMore = await this.unitOfWork.run(context, (tx) => this.sealNext(tx, signer));
    const newest = await this.unitOfWork.run(context, (tx) => this.seals.findNewest(tx));
    if (newest) this.publish(newest, signer);
  }

  /** A failure is told and tried again at the next turn; entries wait unsealed meanwhile. */
  private sealQuietly(): Promise<void> {
    this.sealing ??= this.seal()
      .catch((error: unknown) => {
        if (error instanceof AuditLogBrokenError) this.logger.error(error.message);
        else this.logger.warn(`sealing failed: ${error instanceof Error ? error.name : 'unknown'}`);
      })
      .finally(() => (this.sealing = undefined));
    return this.sealing;
  }

  /** @returns whether there may be more to seal. */
  private async sealNext(tx: Transaction, signer: LogSigner): Promise<boolean> {
    if (!(await this.seals.claim(tx))) return false;
    const last = await this.seals.findNewest(tx);
    const frontier = last ? MerkleFrontier.of(last.treeSize, last.frontier) : MerkleFrontier.empty();
    if (last && !frontier.root().equals(this.headOf(last, signer).root))
      throw this.broken('its newest seal was changed');
    const horizon = await this.seals.horizon(tx);
    if (last && BigInt(last.lastTransaction) >= BigInt(horizon))
      throw this.broken('the transaction counter of the database is behind it; restore physical copies only');
    const entries = await this.seals.list(tx, last ? lastPlace(last) : logStart, horizon, mostEntries);
    const end = entries.at(-1);
    if (!end) return false;
    const leaves = entries.map(leafOf);
    for (const leaf of leaves) frontier.append(leaf);
    const previous = last ? headHash(last.head) : noHead;
    const head = encodeTreeHead({
      log: this.options.log,
      timestamp: Date.now(),
      size: frontier.size,
      root: frontier.root(),
      previous,
    });
    await this.seals.add(tx, {
      treeSize: frontier.size,
      head,
      signature: signer.sign(head),
      previous,
      lastTransaction: end.transactionId,
      entryIds: entries.map(({ id }) => id),
      leafHashes: Buffer.concat(leaves),
      frontier: frontier.toBytes(),
    });
    return entries.length === mostEntries;
  }

  private headOf(seal: AuditSeal, signer: LogSigner): TreeHead {
    const head = decodeTreeHead(seal.head);
    if (!head || head.size !== seal.treeSize || head.log !== this.options.log)
      throw this.broken('its newest seal was changed');
    if (!isSignedBy(signer.publicKey, seal))
      throw this.broken('its newest seal is not signed by the key of this service');
    return head;
  }

  /** What was published is never taken back: a log that lost its end, or was written anew, is not sealed over. */
  private async refuseOtherLog(tx: Transaction): Promise<void> {
    const published = readPublishedHead(this.options.headsFolder, this.options.log);
    if (published && !(await this.seals.has(tx, published.size, published.head)))
      throw this.broken(`it is not the one whose ${published.size} entries were published`);
  }

  private publish(newest: AuditSeal, { publicKey }: LogSigner): void {
    const { headsFolder, log } = this.options;
    const head = decodeTreeHead(newest.head);
    if (head && !readPublishedHead(headsFolder, log)?.head.equals(newest.head))
      writePublishedHead(headsFolder, head, { ...newest, publicKey });
  }

  private broken(why: string): AuditLogBrokenError {
    return new AuditLogBrokenError(`the audit log ${this.options.log} is broken: ${why}; run npm run audit -- verify`);
  }
}

const lastPlace = (seal: AuditSeal): LogPlace => ({
  transactionId: seal.lastTransaction,
  id: seal.entryIds.at(-1) ?? logStart.id,
});
