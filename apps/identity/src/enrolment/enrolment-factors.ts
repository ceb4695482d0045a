import { Injectable } from '@nestjs/common';
import type { AuthenticatorDraft, ConfirmAuthenticator } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { AttemptThrottle } from '../attempts/index.js';
import {
  FactorRepository,
  FactorVault,
  OwnAuthenticatorService,
  OwnFactorsService,
  readOneTimeCode,
  type AuthenticatorAppRow,
} from '../factors/index.js';
import { EnrolmentCodeRepository } from './enrolment-code.repository.js';
import { EnrolmentCodeError } from './enrolment.errors.js';
import { enrolmentUse } from './give-enrolment-code.service.js';

/** Codes typed from one address within a quarter of an hour. They cannot be guessed; this keeps nobody busy. */
const codesPerAddress = 20;

/** What an enrolment does with codes and factors. */
@Injectable()
export class EnrolmentFactors {
  constructor(
    private readonly codes: EnrolmentCodeRepository,
    private readonly throttle: AttemptThrottle,
    private readonly vault: FactorVault,
    private readonly factors: FactorRepository,
    private readonly authenticator: OwnAuthenticatorService,
    private readonly ownFactors: OwnFactorsService,
  ) {}

  /** @returns the hash of a code as typed. @throws EnrolmentCodeError when it cannot be one, TooManyAttemptsError */
  async admit(typed: string, address: string, requestId: string): Promise<Buffer> {
    await this.throttle.admit(this.throttle.keyOf('enrolment', address), requestId, codesPerAddress);
    const code = readOneTimeCode(typed);
    if (code === null) throw new EnrolmentCodeError();
    return this.vault.hash(enrolmentUse, code);
  }

  findCode(tx: Transaction, hash: Buffer): Promise<string | null> {
    return this.codes.find(tx, hash);
  }

  takeCode(tx: Transaction, hash: Buffer): Promise<boolean> {
    return this.codes.take(tx, hash);
  }

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
}
