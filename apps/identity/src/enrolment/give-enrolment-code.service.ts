import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';
import { FactorVault, makeOneTimeCode } from '../factors/index.js';
import { EnrolmentCodeRepository } from './enrolment-code.repository.js';

/** Codes are hashed before it is known whose they are, so the hash is bound to their use instead of an account. */
export const enrolmentUse = 'enrolment';

/** Makes the one-time code with which an account's owner sets up the sign-in. */
@Injectable()
export class GiveEnrolmentCodeService {
  constructor(
    private readonly codes: EnrolmentCodeRepository,
    private readonly vault: FactorVault,
  ) {}

  /** @returns the code, which is kept nowhere: whoever asked hands it over. Earlier ones are worth nothing. */
  async execute(tx: Transaction, accountId: string): Promise<string> {
    const code = makeOneTimeCode();
    await this.codes.set(tx, accountId, this.vault.hash(enrolmentUse, code));
    return code;
  }
}
