import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { hashOfCookie, newCookieValue } from '../sessions/index.js';
import { OpenIdClient } from './openid-client.js';
import { SignInStateRepository } from './sign-in-state.repository.js';

/** Begins a sign-in and remembers, for this browser alone, what its end must match. */
@Injectable()
export class BeginSignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly states: SignInStateRepository,
    private readonly openId: OpenIdClient,
  ) {}

  /** @returns the cookie for the browser and the address it goes to. */
  async execute(returnTo: string): Promise<{ readonly cookie: string; readonly location: string }> {
    const { signIn, url } = await this.openId.begin(returnTo);
    const cookie = newCookieValue();
    const context = { actor: { system: 'gateway' }, requestId: randomUUID() };
    await this.unitOfWork.run(context, (tx) => this.states.add(tx, hashOfCookie(cookie), signIn));
    return { cookie, location: url.href };
  }
}
