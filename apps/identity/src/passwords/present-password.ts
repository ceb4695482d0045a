import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { AttemptThrottle } from '../attempts/index.js';
import { PasswordHasher } from './password-hasher.js';

/** Asks for the present password where another proof stands already: a session, or a one-time code. */
@Injectable()
export class PresentPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly throttle: AttemptThrottle,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Counted by account and not by address: only who holds the other proof comes here.
   * @returns the account's name when it is the right password, or null. @throws TooManyAttemptsError, PasswordWorkBusyError
   */
  async prove(accountId: string, password: string, requestId: string): Promise<string | null> {
    const context = { actor: { system: 'sign-in' }, requestId };
    const account = await this.unitOfWork.run(context, (tx) => this.accounts.findWithPassword(tx, accountId));
    const key = this.throttle.keyOf(accountId, `own-account:${accountId}`);
    await this.throttle.admit(key, requestId);
    if (!(await this.hasher.verify(account?.hash ?? this.hasher.unmatchable, password))) return null;
    await this.throttle.succeeded(key, requestId);
    return account?.name ?? null;
  }
}
