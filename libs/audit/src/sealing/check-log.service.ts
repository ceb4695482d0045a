import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { AuditSealRepository } from './audit-seal.repository.js';
import { auditSealingOptionsToken, type AuditSealingOptions } from './audit-sealer.js';
import { readPublishedHead } from './published-head.js';
import { sealingSystem } from './seal-tables.js';
import { readAlongIndex } from './sealed-entry.js';
import { decodeTreeHead, type TreeHead } from './tree-head.js';
import { verifyLog, type LogVerdict } from './verify-log.js';

export interface CheckedLog {
  readonly verdict: LogVerdict;
  /** When the check began: what was done later it does not tell. */
  readonly checkedAt: Date;
}

/** Whoever asks again within this time is told what was found. */
const keptMilliseconds = 60_000;
const context = { actor: { system: sealingSystem }, requestId: sealingSystem };

/** Holds the log of the running service against its seals and its published head. */
@Injectable()
export class CheckLogService {
  private checking: Promise<CheckedLog> | undefined;
  private last: CheckedLog | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seals: AuditSealRepository,
    @Inject(auditSealingOptionsToken) private readonly options: AuditSealingOptions,
  ) {}

  /** What the newest seal says, not yet held against anything; undefined before the first one. */
  async newestHead(): Promise<TreeHead | undefined> {
    const newest = await this.unitOfWork.run(context, (tx) => this.seals.findNewest(tx));
    return newest ? decodeTreeHead(newest.head) : undefined;
  }

  /**
   * The whole log, read once however many ask.
   * @param patience milliseconds after which an answer is not waited for any longer
   * @returns undefined while the check goes on. @throws PublishedHeadUnreadableError
   */
  async check(patience: number): Promise<CheckedLog | undefined> {
    if (this.last && Date.now() - this.last.checkedAt.getTime() < keptMilliseconds) return this.last;
    this.checking ??= this.checkAll().finally(() => (this.checking = undefined));
    let timer: NodeJS.Timeout | undefined;
    const impatient = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)));
    try {
      return await Promise.race([this.checking, impatient]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async checkAll(): Promise<CheckedLog> {
    const checkedAt = new Date();
    const { log, headsFolder } = this.options;
    const { publicKey } = await this.options.signer();
    // Read before the log is: what is published later cannot be ahead of it. Whose key it names is not believed.
    const published = readPublishedHead(headsFolder, log);
    const known = published ? [{ ...published, publicKey }] : [];
    const verdict = await this.unitOfWork.run(
      context,
      async (tx) => {
        await tx.manager.query(readAlongIndex);
        return verifyLog({ query: (sql, parameters) => tx.manager.query(sql, [...(parameters ?? [])]) }, log, known);
      },
      'REPEATABLE READ',
    );
    this.last = { verdict, checkedAt };
    return this.last;
  }
}
