import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import {
  AccountRepository,
  GrantMembershipService,
  RegisterAccountService,
  RegisterOrganisationService,
} from '../accounts/index.js';
import { PasswordHasher } from '../passwords/index.js';
import type { DemoOrganisations } from './demo-organisations.js';

const context = { actor: { system: 'accounts' }, requestId: 'seed-demo' };

/** Brings the demo's organisations and accounts into an empty or already seeded database; safe to repeat. */
@Injectable()
export class SeedDemoService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly registerOrganisation: RegisterOrganisationService,
    private readonly registerAccount: RegisterAccountService,
    private readonly grantMembership: GrantMembershipService,
    private readonly hasher: PasswordHasher,
  ) {}

  /** All or nothing. @returns how many accounts are new. */
  async execute(demo: DemoOrganisations, password: string): Promise<number> {
    const hashes = await this.hashesNeeded(demo, password);
    return this.unitOfWork.run(context, async (tx) => {
      const organisationIds = new Map<string, string>();
      for (const { key, ...organisation } of demo.organisations) {
        const row =
          (await this.accounts.findOrganisationByName(tx, organisation.name)) ??
          (await this.registerOrganisation.execute(tx, organisation));
        organisationIds.set(key, row.id);
      }
      let added = 0;
      for (const { account: name, displayName, organisation, roles } of demo.accounts) {
        const organisationId = organisationIds.get(organisation);
        if (organisationId === undefined)
          throw new Error(`demo/organisations.yaml has no organisation ${organisation}`);
        const passwordHash = hashes.get(name);
        if (passwordHash === undefined) continue;
        const known = await this.accounts.findByName(tx, name);
        if (known) {
          await this.accounts.setPasswordHash(tx, known.id, passwordHash);
          continue;
        }
        const id = await this.registerAccount.execute(tx, { name, displayName, passwordHash, isDemo: true });
        await this.grantMembership.execute(tx, id, organisationId, roles);
        added += 1;
      }
      return added;
    });
  }

  /**
   * Hashes for accounts that are missing, and for all when the password is no longer the one they were made with
   * (tried on one of them: they share it). Hashing takes longest, so it is done before the transaction.
   */
  private async hashesNeeded(demo: DemoOrganisations, password: string): Promise<Map<string, string>> {
    const known = await this.unitOfWork.run(context, (tx) => this.knownHashes(tx, demo));
    const sample = [...known.values()][0];
    const unchanged = sample !== undefined && (await this.hasher.verify(sample, password));
    const missing = demo.accounts.map((a) => a.account).filter((name) => !(unchanged && known.has(name)));
    return new Map(await Promise.all(missing.map(async (name) => [name, await this.hasher.hash(password)] as const)));
  }

  private async knownHashes(tx: Transaction, demo: DemoOrganisations): Promise<Map<string, string>> {
    const hashes = new Map<string, string>();
    for (const { account: name } of demo.accounts) {
      const found = await this.accounts.findByName(tx, name);
      if (found?.isDemo && found.hash !== null) hashes.set(name, found.hash);
    }
    return hashes;
  }
}
