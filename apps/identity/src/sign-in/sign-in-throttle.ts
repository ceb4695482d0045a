import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';
import { deriveKey } from '../derive-key.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { SignInAttemptRepository, type AttemptKey } from './sign-in-attempt.repository.js';

const windowMinutes = 15;
/** Wrong passwords for one account from one address. Another address is not affected: nobody can lock a colleague out. */
const attemptsPerSubject = 5;
/** Wrong passwords from one address, over all accounts. A centre's colleagues share one. */
const attemptsPerAddress = 100;

/** Limits guessing. Knows typed names and addresses only as keyed hashes. */
@Injectable()
export class SignInThrottle {
  private readonly key: Buffer;

  constructor(
    private readonly attempts: SignInAttemptRepository,
    @Inject(identitySettingsToken) settings: IdentitySettings,
  ) {
    this.key = deriveKey(settings.AN_TAM_OIDC_CLIENT_SECRET, 'sign-in-attempts');
  }

  keyOf(account: string, address: string): AttemptKey {
    const hash = (...parts: string[]) => createHmac('sha256', this.key).update(JSON.stringify(parts)).digest();
    return { subject: hash(account.toLowerCase(), address), address: hash(address) };
  }

  /** Counts an attempt before its password is checked. @returns whether it may go on. */
  async admit(tx: Transaction, key: AttemptKey): Promise<boolean> {
    await this.attempts.lockAddress(tx, key);
    await this.attempts.forgetOld(tx, windowMinutes);
    const { ofSubject, ofAddress } = await this.attempts.count(tx, key);
    if (ofSubject >= attemptsPerSubject || ofAddress >= attemptsPerAddress) return false;
    await this.attempts.add(tx, key);
    return true;
  }

  async succeeded(tx: Transaction, key: AttemptKey): Promise<void> {
    await this.attempts.forget(tx, key);
  }
}
