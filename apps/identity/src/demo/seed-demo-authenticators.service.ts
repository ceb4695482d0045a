import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { appUse, FactorRepository, FactorVault, needsSecondFactor } from '../factors/index.js';
import type { DemoOrganisations } from './demo-organisations.js';

const context = { actor: { system: 'accounts' }, requestId: 'seed-demo' };

/** Gives the demo accounts that need a second factor one and the same authenticator app; safe to repeat. */
@Injectable()
export class SeedDemoAuthenticatorsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly factors: FactorRepository,
    private readonly vault: FactorVault,
  ) {}

  /** @param secret base32 */
  async execute(demo: DemoOrganisations, secret: string): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      for (const { account: name } of demo.accounts.filter((account) => needsSecondFactor([account]))) {
        const account = await this.accounts.findByName(tx, name);
        if (!account?.isDemo) continue;
        const app = await this.factors.findApp(tx, account.id);
        if (app && this.vault.open(appUse, account.id, app.sealedSecret) === secret) continue;
        const sealedSecret = this.vault.seal(appUse, account.id, secret);
        await this.factors.setApp(tx, account.id, { sealedSecret, lastStep: 0 });
      }
    });
  }
}
