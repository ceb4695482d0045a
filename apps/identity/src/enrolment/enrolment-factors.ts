import { Injectable } from '@nestjs/common';
import type { AuthenticatorDraft, ConfirmAuthenticator } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import {
  FactorRepository,
  OwnAuthenticatorService,
  OwnFactorsService,
  type AuthenticatorAppRow,
} from '../factors/index.js';

/** What an enrolment does with factors. */
@Injectable()
export class EnrolmentFactors {
  constructor(
    private readonly factors: FactorRepository,
    private readonly authenticator: OwnAuthenticatorService,
    private readonly ownFactors: OwnFactorsService,
  ) {}

  draft(accountId: string, label: string): AuthenticatorDraft {
    return this.authenticator.begin(accountId, label);
  }

  confirmed(accountId: string, body: ConfirmAuthenticator): AuthenticatorAppRow {
    return this.authenticator.confirmed(accountId, body);
  }

  /** @returns new recovery codes. */
  async setApp(tx: Transaction, accountId: string, app: AuthenticatorAppRow): Promise<string[]> {
    await this.factors.setApp(tx, accountId, app);
    return this.ownFactors.setRecoveryCodes(tx, accountId);
  }

  /** Every factor and sign-in of before ends. */
  endAll(tx: Transaction, accountId: string): Promise<void> {
    return this.factors.endAll(tx, accountId);
  }
}
