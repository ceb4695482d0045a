import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { CentreKeyCache } from '../case-keys/index.js';
import { EscalateConcernsService } from './escalate-concerns.service.js';

const everyMilliseconds = 60_000;

/** Looks at every centre's clocks on start and every minute, as often as there are processes: each is told of once. */
@Injectable()
export class EscalationRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Safeguarding');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly centreKeys: CentreKeyCache,
    private readonly escalateConcerns: EscalateConcernsService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), everyMilliseconds);
    this.timer.unref();
    void this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    this.running ??= this.escalateAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async escalateAll(): Promise<void> {
    const requestId = randomUUID();
    try {
      for (const centreId of await this.centreKeys.centres())
        await this.escalateConcerns.escalate(centreId, requestId, new Date());
    } catch (error) {
      this.logger.warn(`clocks not looked at (${error instanceof Error ? error.name : 'unknown'}); again in a minute`);
    }
  }
}
