import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { RetentionPurpose } from '@an-tam/contracts';
import { ExpireContactsService } from '../contacts/index.js';
import { EndPendingContactService } from '../pending-contacts/index.js';
import { ExpireFilesService } from './expire-files.service.js';

const everyMilliseconds = 60 * 60_000;

/** Removes on start and every hour what is kept longer than its purpose allows; days are those of the business calendar. */
@Injectable()
export class RetentionRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Retention');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  /** Every purpose has its job: one without would not compile. */
  private readonly jobs: Readonly<Record<RetentionPurpose, { expire(): Promise<number> }>>;

  constructor(files: ExpireFilesService, contacts: ExpireContactsService, pending: EndPendingContactService) {
    this.jobs = { case_file: files, contact: contacts, pending_contact: pending };
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), everyMilliseconds);
    this.timer.unref();
    void this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Joins a run that is under way. Never fails, and no job stops another: what is left is taken by the next run. */
  async run(): Promise<void> {
    this.running ??= this.runAll().finally(() => (this.running = undefined));
    await this.running;
  }

  private async runAll(): Promise<void> {
    for (const [purpose, job] of Object.entries(this.jobs)) {
      try {
        await job.expire();
      } catch (error) {
        this.logger.warn(
          `${purpose} not looked through (${error instanceof Error ? error.name : 'unknown'}); next try within an hour`,
        );
      }
    }
  }
}
