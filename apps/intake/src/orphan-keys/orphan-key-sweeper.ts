import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseKeyRepository, CaseKeys, CentreKeyCache } from '../case-keys/index.js';
import { OrphanKeyRepository } from './orphan-key.repository.js';

const everyMilliseconds = 60 * 60_000;
const pageSize = 1000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Destroys keys whose case never came: the key is made before the case, and a process may be killed between the two.
 * Only keys older than a day, so that no case that is just being opened loses its own.
 */
@Injectable()
export class OrphanKeySweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('OrphanKeys');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly orphans: OrphanKeyRepository,
    private readonly stored: CaseKeyRepository,
    private readonly keys: CaseKeys,
    private readonly centreKeys: CentreKeyCache,
    private readonly audit: AuditLog,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), everyMilliseconds);
    this.timer.unref();
    void this.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Joins a sweep that is under way. Never fails: what cannot be swept now stays for the next one. */
  async sweep(): Promise<void> {
    this.running ??= this.sweepAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async sweepAll(): Promise<void> {
    const requestId = randomUUID();
    try {
      for (const centreId of await this.centreKeys.centres()) await this.sweepCentre(centreId, requestId);
    } catch (error) {
      this.logger.warn(`not swept (${error instanceof Error ? error.name : 'unknown'}); next try within an hour`);
    }
  }

  private async sweepCentre(centreId: string, requestId: string): Promise<void> {
    let page = await this.stored.listOldCaseIds(centreId, beforeAll, pageSize);
    while (page.length > 0) {
      for (const caseId of await this.findOrphans(centreId, requestId, page)) await this.keys.destroy(centreId, caseId);
      page = await this.stored.listOldCaseIds(centreId, page.at(-1) ?? beforeAll, pageSize);
    }
  }

  /**
   * Written down before anything is destroyed. Where not one key of a page has a case, nothing proves that cases can be
   * seen at all (the wrong database, an old backup): then none is an orphan.
   */
  private findOrphans(centreId: string, requestId: string, caseIds: readonly string[]): Promise<string[]> {
    const context = { actor: { system: 'key-sweep', organisationId: centreId }, requestId };
    return this.unitOfWork.run(context, async (tx) => {
      const known = await this.orphans.listKnown(tx, caseIds);
      const orphans = known.size > 0 ? caseIds.filter((id) => !known.has(id)) : [];
      for (const id of orphans)
        await this.audit.append(tx, {
          action: 'destroy',
          resource: 'CaseKey',
          recordId: id,
          caseId: id,
          purpose: 'orphan',
        });
      return orphans;
    });
  }
}
