import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AdvanceRotationService } from './advance-rotation.service.js';
import type { KeyRotationEntity } from './key-rotation.entity.js';
import { KeyRotationRepository } from './key-rotation.repository.js';

const everyMilliseconds = 5_000;

/** Brings every rotation under way to its end: at start, when one is asked for, and every few seconds. */
@Injectable()
export class KeyRotationRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('KeyRotation');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rotations: KeyRotationRepository,
    private readonly steps: AdvanceRotationService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), everyMilliseconds);
    this.timer.unref();
    void this.run();
  }

  /** Ends after the batch under way, while key store and databases are still open. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Joins a run that is under way. Never fails: what cannot be done now stays for the next run. */
  async run(): Promise<void> {
    this.running ??= this.advanceAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async advanceAll(): Promise<void> {
    const requestId = randomUUID();
    try {
      const context = { actor: { system: 'key-rotation' }, requestId };
      const underWay = await this.unitOfWork.run(context, (tx) => this.rotations.listUnderWay(tx));
      for (const rotation of underWay) if (!this.stopping) await this.advanceOne(rotation, requestId);
    } catch (error) {
      this.warn(error);
    }
  }

  /** One that cannot go on does not hold up the others. */
  private async advanceOne(rotation: KeyRotationEntity, requestId: string): Promise<void> {
    try {
      await this.steps.advance(rotation, requestId, () => !this.stopping);
    } catch (error) {
      this.warn(error);
      const failure = error instanceof DomainError ? error.code : 'FAILED';
      await this.steps.noteFailure(rotation, requestId, failure);
    }
  }

  private warn(error: unknown): void {
    this.logger.warn(`held up (${error instanceof Error ? error.name : 'unknown'}); next try within seconds`);
  }
}
