import { sessionViewSchema, signInAnswerSchema, type SessionView, type SignInAnswer } from '@an-tam/contracts';
import { nextCode } from './authenticator.js';
import { ApiAnswer, UnexpectedAnswerError } from './api-answer.js';
import { CookieJar } from './cookie-jar.js';

type SignedIn = Extract<SessionView, { signedIn: true }>;

const mostRedirects = 10;
/** A code may have been used by another process a moment ago. */
const mostCodes = 3;

/** What an account signs in with. */
export interface SignInSecrets {
  readonly password: string;
  /** Secret of the authenticator app, base32. */
  readonly authenticator: string;
}

/**
 * One person at the product's public address: a real sign-in through the gateway (OpenID Connect code flow, redirects
 * followed by hand, cookies kept as a browser does) and requests with the session's cookie and CSRF header.
 */
export class BrowserSession {
  private readonly cookies = new CookieJar();
  private view: SignedIn | undefined;

  private constructor(private readonly baseUrl: string) {}

  /** A visitor who has not signed in. */
  static visitor(baseUrl: string): BrowserSession {
    return new BrowserSession(baseUrl.replace(/\/$/, ''));
  }

  /** @throws UnexpectedAnswerError when the sign-in does not end in a session. */
  static async signIn(baseUrl: string, account: string, secrets: SignInSecrets): Promise<BrowserSession> {
    const session = BrowserSession.visitor(baseUrl);
    const page = await session.follow('/auth/sign-in?returnTo=/');
    const uid = /^\/sign-in\/([\w-]+)$/.exec(page)?.[1];
    if (!uid) throw new UnexpectedAnswerError(`the sign-in led to ${page.split('?')[0]} instead of the sign-in page`);
    const interaction = `/oidc/interaction/${uid}`;
    const { password, authenticator } = secrets;
    let answer = (await session.post(`${interaction}/sign-in`, { account, password })).body(signInAnswerSchema);
    if ('next' in answer) answer = await session.sendCode(interaction, `${session.baseUrl} ${account}`, authenticator);
    if ('next' in answer) throw new UnexpectedAnswerError(`the sign-in asks for a ${answer.next}`);
    await session.follow(answer.redirectTo);
    await session.readSession();
    return session;
  }

  /** What the page knows about the person. */
  get person(): SignedIn {
    if (!this.view) throw new UnexpectedAnswerError('this visitor has not signed in');
    return this.view;
  }

  get(path: string): Promise<ApiAnswer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown): Promise<ApiAnswer> {
    return this.send('POST', path, body);
  }

  async signOut(): Promise<void> {
    (await this.send('POST', '/auth/sign-out', {})).expect(204);
  }

  /** One request; redirects are answers like any other. */
  async send(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const url = new URL(path, this.baseUrl);
    const headers: Record<string, string> = { accept: 'application/json' };
    const cookie = this.cookies.header(url.pathname);
    if (cookie) headers['cookie'] = cookie;
    if (this.view) headers['x-csrf-token'] = this.view.csrfToken;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method !== 'GET') headers['origin'] = url.origin;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    this.cookies.store(response.headers.getSetCookie(), url.pathname);
    return new ApiAnswer(`${method} ${url.pathname}`, response.status, await response.text(), response.headers);
  }

  private async sendCode(interaction: string, account: string, authenticator: string): Promise<SignInAnswer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.post(`${interaction}/code`, { code: await nextCode(account, authenticator) });
      if (answer.problem.code !== 'WRONG_CODE' || tries === mostCodes) return answer.body(signInAnswerSchema);
    }
  }

  private async readSession(): Promise<void> {
    const view = (await this.get('/api/session')).body(sessionViewSchema);
    if (!view.signedIn) throw new UnexpectedAnswerError('the sign-in ended without a session');
    this.view = view;
  }

  /** Follows redirects within the product. @returns path of the page they end at. */
  private async follow(address: string): Promise<string> {
    let url = new URL(address, this.baseUrl);
    for (let steps = 0; steps < mostRedirects; steps += 1) {
      if (url.origin !== new URL(this.baseUrl).origin)
        throw new UnexpectedAnswerError(`a redirect leads away from the product, to ${url.origin}`);
      if (url.pathname.startsWith('/sign-in/')) return url.pathname;
      const answer = await this.send('GET', url.pathname + url.search);
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || !location) {
        if (answer.status >= 400) answer.expect(200);
        return url.pathname;
      }
      url = new URL(location, url);
    }
    throw new UnexpectedAnswerError('the sign-in redirects without end');
  }
}
