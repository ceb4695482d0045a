import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';
import { stepOfCode } from './authenticator-codes.js';
import { FactorRepository } from './factor.repository.js';
import { FactorVault } from './factor-vault.js';
import { readOneTimeCode } from './one-time-codes.js';

/** What a sealed secret of an authenticator app is for. */
export const appUse = 'authenticator-app';

/** Checks a code that a person typed: of the authenticator app or a recovery code. Takes each one once. */
@Injectable()
export class VerifyCodeService {
  constructor(
    private readonly factors: FactorRepository,
    private readonly vault: FactorVault,
  ) {}

  /** @returns which kind of code it was, or null. */
  async execute(tx: Transaction, accountId: string, typed: string): Promise<'app' | 'recovery_code' | null> {
    const recoveryCode = readOneTimeCode(typed);
    if (recoveryCode !== null) {
      const taken = await this.factors.takeRecoveryCode(tx, accountId, this.vault.hash(accountId, recoveryCode));
      return taken ? 'recovery_code' : null;
    }
    const app = await this.factors.findApp(tx, accountId);
    const secret = app && this.vault.open(appUse, accountId, app.sealedSecret);
    const step = secret ? stepOfCode(secret, typed.replaceAll(' ', '')) : null;
    return step !== null && (await this.factors.takeStep(tx, accountId, step)) ? 'app' : null;
  }
}
