import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';
import { FinishErasureService } from './finish-erasure.service.js';

const everyMilliseconds = 60_000;

/** Finishes at start and every minute what a crash, or a key database that was away, left of an erasure. */
@Injectable()
export class ErasureReconciler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Erasure');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tombstones: CaseTombstoneRepository,
    private readonly steps: FinishErasureService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.reconcile(), everyMilliseconds);
    this.timer.unref();
    void this.reconcile();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Joins a run that is under way. Never fails: what cannot be finished now stays for the next run. */
  async reconcile(): Promise<void> {
    this.running ??= this.finishAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async finishAll(): Promise<void> {
    const requestId = randomUUID();
    try {
      const context = { actor: { system: 'erasure' }, requestId };
      const unfinished = await this.unitOfWork.run(context, (tx) => this.tombstones.listUnfinished(tx));
      for (const tombstone of unfinished) await this.steps.attempt(tombstone, requestId);
    } catch (error) {
      this.logger.warn(`not looked up (${error instanceof Error ? error.name : 'unknown'}); next try within a minute`);
    }
  }
}
