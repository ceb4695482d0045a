import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CentreKeyCache } from '../case-keys/index.js';
import { ReviewAccessService } from './review-access.service.js';

const everyMilliseconds = 60 * 60_000;
/** After a review that failed: identity, which is asked for the staff, may still be starting. */
const againMilliseconds = 60_000;

/** Reviews every centre on start and every hour, as often as there are processes: findings are kept once. */
@Injectable()
export class AccessReviewRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AccessReview');
  private timer: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly centreKeys: CentreKeyCache,
    private readonly reviewAccess: ReviewAccessService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), everyMilliseconds);
    this.timer.unref();
    void this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    clearTimeout(this.again);
  }

  /** Joins a review that is under way. Never fails: the next one finds what this one could not. */
  async run(): Promise<void> {
    this.running ??= this.reviewAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async reviewAll(): Promise<void> {
    const requestId = randomUUID();
    try {
      for (const centreId of await this.centreKeys.centres()) await this.reviewAccess.review(centreId, requestId);
    } catch (error) {
      this.logger.warn(`not reviewed (${error instanceof Error ? error.name : 'unknown'}); next try in a minute`);
      clearTimeout(this.again);
      this.again = setTimeout(() => void this.run(), againMilliseconds);
      this.again.unref();
    }
  }
}
