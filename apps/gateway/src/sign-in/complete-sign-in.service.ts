import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { hashOfCookie, OpenSessionService } from '../sessions/index.js';
import { OpenIdClient } from './openid-client.js';
import { SignInStateRepository } from './sign-in-state.repository.js';

export interface Callback {
  /** Path and query as they came. */
  readonly url: string;
  /** The cookie of the browser that began. */
  readonly browserCookie: string | undefined;
  readonly sessionCookie: string | undefined;
  /** Kind of browser and system. */
  readonly device: string;
  readonly requestId: string;
}

/** Ends a sign-in: exchanges the code and opens a session under a cookie that nobody knew before. */
@Injectable()
export class CompleteSignInService {
  private readonly logger = new Logger('CompleteSignIn');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly states: SignInStateRepository,
    private readonly openId: OpenIdClient,
    private readonly openSession: OpenSessionService,
  ) {}

  /** @returns null when this browser began no such sign-in or any check fails. */
  async execute(callback: Callback): Promise<{ readonly cookie: string; readonly returnTo: string } | null> {
    const { browserCookie, device, requestId } = callback;
    if (browserCookie === undefined) return null;
    const context = { actor: { system: 'gateway' }, requestId };
    const signIn = await this.unitOfWork.run(context, (tx) => this.states.take(tx, hashOfCookie(browserCookie)));
    if (!signIn) return null;
    const signedIn = await this.openId.complete(callback.url, signIn).catch((error: unknown) => {
      // The name alone: messages may quote the callback's parameters.
      this.logger.warn(`a sign-in was refused: ${error instanceof Error ? error.name : 'unknown'}`);
      return null;
    });
    if (!signedIn) return null;
    const cookie = await this.openSession.execute({ ...signedIn, device, replaces: callback.sessionCookie, requestId });
    return cookie === null ? null : { cookie, returnTo: signIn.returnTo };
  }
}
