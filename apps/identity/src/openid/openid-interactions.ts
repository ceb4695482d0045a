import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { errors } from 'oidc-provider';
import { SignInNotOpenError } from './openid.errors.js';
import { OpenIdProvider } from './openid-provider.js';

/** The sign-in that a browser has begun at the provider. */
@Injectable()
export class OpenIdInteractions {
  constructor(private readonly openId: OpenIdProvider) {}

  /** @throws SignInNotOpenError when it is over or belongs to another browser. */
  async requireOpen(uid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const interaction = await this.openId.current().interactionDetails(request, response);
      if (interaction.uid !== uid || interaction.prompt.name !== 'login') throw new SignInNotOpenError();
    } catch (error) {
      if (error instanceof errors.SessionNotFound) throw new SignInNotOpenError();
      throw error;
    }
  }

  /**
   * @param amr how the person proved who they are (RFC 8176); `mfa` when with two factors
   * @returns the address at which the provider goes on.
   */
  async finish(
    accountId: string,
    amr: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<string> {
    const login = { accountId, remember: false, amr: [...amr] };
    return this.openId.current().interactionResult(request, response, { login }, { mergeWithLastSubmission: false });
  }
}
