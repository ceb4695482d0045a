import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';
import { ReferralRepository } from './referral.repository.js';
import { isLive } from './referral.rules.js';
import { TakeStepsService } from './take-steps.service.js';

const everyMilliseconds = 60_000;
const batch = 100;

/**
 * Marks referrals whose time is over, drops their packets and tells the centre. Reading does not wait for it:
 * an expired referral is out of reach from its very moment. Any number of processes may run it side by side.
 */
@Injectable()
export class ExpireReferralsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Expiry');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
    private readonly steps: TakeStepsService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), everyMilliseconds);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** @returns how many were ended now. */
  async expireDue(): Promise<number> {
    const requestId = randomUUID();
    const actor = { system: 'expiry' };
    const due = await this.unitOfWork.run({ actor, requestId }, (tx) => this.referrals.listOverdueForExpiry(tx, batch));
    let ended = 0;
    for (const { id, organisationId } of due) {
      const context = { actor: { ...actor, organisationId }, requestId };
      ended += await this.unitOfWork.run(context, async (tx) => {
        const referral = await this.referrals.findForChange(tx, id);
        if (!referral || !isLive(referral.state)) return 0;
        await this.steps.take(tx, referral, ['expire'], 'service');
        return 1;
      });
    }
    return ended;
  }

  private wake(): void {
    this.running ??= this.expireDue()
      .catch((error: unknown) =>
        this.logger.warn(`not finished: ${error instanceof Error ? error.name : 'unknown'}; next try in a minute`),
      )
      .finally(() => (this.running = undefined));
  }
}
