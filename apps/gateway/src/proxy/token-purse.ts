import type { Actor } from '@an-tam/contracts';
import { mintUserToken, type SigningKeys } from '@an-tam/http/tokens';

/** Shorter than a token lives, so that none ends on its way. */
const keptMilliseconds = 20_000;
const mostKept = 10_000;

/**
 * Tokens for the same person at the same service with the very same grants, used for a few requests in a row: signing and
 * verifying is the dearest part of authentication. Other roles, another organisation or a fresh proof make another token.
 */
export class TokenPurse {
  private readonly tokens = new Map<string, { readonly token: string; readonly until: number }>();

  constructor(private readonly keys: Pick<SigningKeys, 'current'>) {}

  async tokenFor(actor: Actor, service: string): Promise<string> {
    const key = await this.keys.current();
    const name = JSON.stringify([key.kid, service, actor]);
    const kept = this.tokens.get(name);
    if (kept && kept.until > Date.now()) return kept.token;
    const token = await mintUserToken(actor, service, key);
    if (this.tokens.size >= mostKept) this.tokens.clear();
    this.tokens.set(name, { token, until: Date.now() + keptMilliseconds });
    return token;
  }
}
