import { KmsUnavailableError } from './kms.js';
import { TokenError, isLostSession } from './pkcs11-errors.js';
import { Pkcs11Session, loadPackage } from './pkcs11-session.js';
import type { Driver, DriverPackage, RootWanted, TokenOptions } from './pkcs11-session.js';

/**
 * The token of a running store. Operations queue, since a session runs one at a time. When the session is lost (token
 * unplugged, HSM restarted, logged out) one new one is opened and the operation repeated once.
 */
export class Pkcs11Token {
  private pending: Promise<unknown> = Promise.resolve();
  /** A refused PIN is not tried again: the token would lock itself. */
  private refusal: TokenError | null = null;

  private constructor(
    private readonly names: DriverPackage,
    private readonly driver: Driver,
    private readonly options: TokenOptions,
    private session: Pkcs11Session | null,
  ) {}

  /** Logs in and finds or makes the root key. Rejects with {@link TokenError}. */
  static async open(options: TokenOptions, wanted: RootWanted): Promise<Pkcs11Token> {
    const names = await loadPackage();
    const driver = new names.PKCS11();
    try {
      driver.load(options.modulePath);
    } catch (error) {
      throw new TokenError('no-module', error);
    }
    try {
      return new Pkcs11Token(names, driver, options, Pkcs11Session.open(names, driver, options, wanted));
    } catch (error) {
      driver.close();
      throw error;
    }
  }

  /** iv (12) | ciphertext | tag (16). Rejects with KmsUnavailableError. */
  encrypt(plaintext: Uint8Array, aad: Uint8Array): Promise<Uint8Array> {
    return this.inTurn((session) => session.encrypt(plaintext, aad));
  }

  /** The inverse. Rejects with KmsUnavailableError, whether the token is gone or the bytes are not its own. */
  decrypt(sealed: Uint8Array, aad: Uint8Array): Promise<Uint8Array> {
    return this.inTurn((session) => session.decrypt(sealed, aad));
  }

  async close(): Promise<void> {
    await this.pending;
    this.session?.end();
    this.driver.close();
  }

  private inTurn(operation: (session: Pkcs11Session) => Promise<Uint8Array>): Promise<Uint8Array> {
    const run = this.pending.then(async () => {
      try {
        return await this.repeatedWhenLost(operation);
      } catch (error) {
        throw new KmsUnavailableError(error);
      }
    });
    this.pending = run.catch(() => undefined);
    return run;
  }

  private async repeatedWhenLost(operation: (session: Pkcs11Session) => Promise<Uint8Array>): Promise<Uint8Array> {
    if (!this.session) return operation(this.openAgain());
    try {
      return await operation(this.session);
    } catch (error) {
      if (!isLostSession(error)) throw error;
      return operation(this.openAgain());
    }
  }

  private openAgain(): Pkcs11Session {
    if (this.refusal) throw this.refusal;
    this.session?.end();
    this.session = null;
    try {
      this.session = Pkcs11Session.open(this.names, this.driver, this.options, 'present');
      return this.session;
    } catch (error) {
      if (error instanceof TokenError && error.problem === 'wrong-pin') this.refusal = error;
      throw error;
    }
  }
}
