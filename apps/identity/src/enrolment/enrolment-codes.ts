import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';
import { AttemptThrottle } from '../attempts/index.js';
import { FactorResetRepository, factorResetUse, FactorResetWaitingError } from '../factor-resets/index.js';
import { FactorVault, readOneTimeCode } from '../factors/index.js';
import { EnrolmentCodeRepository } from './enrolment-code.repository.js';
import { EnrolmentCodeError } from './enrolment.errors.js';
import { enrolmentUse } from './give-enrolment-code.service.js';

/** Codes typed from one address within a quarter of an hour. They cannot be guessed; this keeps nobody busy. */
const codesPerAddress = 20;

/** What a code is good for: a new sign-in, or the second factor of one that is there. */
export interface FoundCode {
  readonly code: string;
  readonly accountId: string;
  /** Of a reset: the organisation that decided it. Null: an invitation. */
  readonly resetBy: string | null;
}

/** The one-time codes that people type to set up a sign-in. */
@Injectable()
export class EnrolmentCodes {
  constructor(
    private readonly codes: EnrolmentCodeRepository,
    private readonly resets: FactorResetRepository,
    private readonly throttle: AttemptThrottle,
    private readonly vault: FactorVault,
  ) {}

  /** @returns the code as typed, in its one form. @throws EnrolmentCodeError when it cannot be one, TooManyAttemptsError */
  async admit(typed: string, address: string, requestId: string): Promise<string> {
    await this.throttle.admit(this.throttle.keyOf('enrolment', address), requestId, codesPerAddress);
    const code = readOneTimeCode(typed);
    if (code === null) throw new EnrolmentCodeError();
    return code;
  }

  /** @throws FactorResetWaitingError */
  async find(tx: Transaction, code: string): Promise<FoundCode | null> {
    const accountId = await this.codes.find(tx, this.vault.hash(enrolmentUse, code));
    if (accountId !== null) return { code, accountId, resetBy: null };
    const reset = await this.resets.findByCode(tx, this.vault.hash(factorResetUse, code));
    if (reset?.opened === false) throw new FactorResetWaitingError();
    return reset && { code, accountId: reset.accountId, resetBy: reset.organisationId };
  }

  /** @returns false when it was used, stopped or replaced meanwhile. */
  async take(tx: Transaction, { code, accountId, resetBy }: FoundCode): Promise<boolean> {
    if (resetBy === null) return this.codes.take(tx, this.vault.hash(enrolmentUse, code));
    const reset = await this.resets.findByCode(tx, this.vault.hash(factorResetUse, code));
    return reset !== null && (await this.resets.endAll(tx, accountId, 'used')).includes(reset.id);
  }
}
