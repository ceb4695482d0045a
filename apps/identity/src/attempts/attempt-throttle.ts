import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { deriveKey } from '../derive-key.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { TooManyAttemptsError } from './attempt.errors.js';
import { AttemptRepository, type AttemptKey } from './attempt.repository.js';

const windowMinutes = 15;
/**
 * Wrong passwords for one account from one address, or from one browser that it has signed in with. Neither affects the
 * other, nor another address: nobody can lock a colleague out.
 */
const attemptsPerSubject = 5;
/** Wrong passwords from one address, over all accounts. A centre's colleagues share one. */
const attemptsPerAddress = 100;

const throttleActor = { system: 'sign-in' };

/** Limits guessing. Knows typed names and addresses only as keyed hashes. */
@Injectable()
export class AttemptThrottle {
  private readonly key: Buffer;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: AttemptRepository,
    @Inject(identitySettingsToken) settings: IdentitySettings,
  ) {
    this.key = deriveKey(settings.AN_TAM_OIDC_CLIENT_SECRET, 'sign-in-attempts');
  }

  /** @param address network address, or whatever else the attempts come from */
  keyOf(account: string, address: string): AttemptKey {
    const hash = (...parts: string[]) => createHmac('sha256', this.key).update(JSON.stringify(parts)).digest();
    return { subject: hash(account.toLowerCase(), address), address: hash(address) };
  }

  /**
   * Counts an attempt before its secret is checked.
   * @param most attempts of the key's subject that may go on
   * @throws TooManyAttemptsError when it may not go on.
   */
  async admit(key: AttemptKey, requestId: string, most = attemptsPerSubject): Promise<void> {
    const admitted = await this.unitOfWork.run({ actor: throttleActor, requestId }, async (tx) => {
      await this.attempts.lockAddress(tx, key);
      await this.attempts.forgetOld(tx, windowMinutes);
      const { ofSubject, ofAddress } = await this.attempts.count(tx, key);
      if (ofSubject >= most || ofAddress >= attemptsPerAddress) return false;
      await this.attempts.add(tx, key);
      return true;
    });
    if (!admitted) throw new TooManyAttemptsError();
  }

  /** The person is who they say, so their slips no longer count. */
  async succeeded(key: AttemptKey, requestId: string): Promise<void> {
    await this.unitOfWork.run({ actor: throttleActor, requestId }, (tx) => this.attempts.forget(tx, key));
  }
}
