export interface TestBrowserOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** A code that the account's authenticator app shows and nobody has used. */
  readonly code?: (account: string) => Promise<string>;
}

/** A browser as far as sign-in needs one: cookies with their paths, and redirects taken one by one. */
export class TestBrowser {
  readonly cookies = new Map<string, { value: string; path: string; line: string }>();
  csrfToken = '';

  constructor(
    readonly origin: string,
    private readonly options: TestBrowserOptions = {},
  ) {}

  async send(method: string, path: string, options: { body?: unknown; headers?: Record<string, string> } = {}) {
    const url = new URL(path, this.origin);
    const cookie = [...this.cookies]
      .filter(([, c]) => url.pathname === c.path || url.pathname.startsWith(c.path.replace(/\/?$/, '/')))
      .map(([name, c]) => `${name}=${c.value}`)
      .join('; ');
    const headers: Record<string, string> = {
      ...this.options.headers,
      ...(cookie ? { cookie } : {}),
      ...options.headers,
    };
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    if (method !== 'GET') headers['x-csrf-token'] ??= this.csrfToken;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('location') ?? '',
      body: (/^[[{]/.test(text) ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  }

  get(path: string, headers?: Record<string, string>) {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown = {}, headers?: Record<string, string>) {
    return this.send('POST', path, { body, headers });
  }

  /** Begins a sign-in. @returns the id in the address of the sign-in page. */
  async beginSignIn(returnTo = '/'): Promise<string> {
    const begun = await this.get(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    const page = await this.get(begun.location);
    return /^\/sign-in\/([\w-]+)$/.exec(page.location)?.[1] ?? '';
  }

  /** The whole sign-in. @returns the answer of the gateway's callback. */
  async signIn(account: string, password: string, returnTo = '/') {
    return this.complete(await this.prove(await this.beginSignIn(returnTo), account, password));
  }

  /** Password, and the code of the authenticator app where one is asked. @returns the answer of the last step. */
  async prove(uid: string, account: string, password: string) {
    const answer = await this.post(`/oidc/interaction/${uid}/sign-in`, { account, password });
    if (answer.body['next'] !== 'code' || !this.options.code) return answer;
    return this.post(`/oidc/interaction/${uid}/code`, { code: await this.options.code(account) });
  }

  /** Goes where the last step of a sign-in leads. @returns the answer of the gateway's callback. */
  async complete(answer: { readonly body: Record<string, unknown> }) {
    const resumed = await this.get(String(answer.body['redirectTo']));
    const callback = await this.get(resumed.location);
    await this.readSession();
    return callback;
  }

  async readSession(): Promise<Record<string, unknown>> {
    const { body } = await this.get('/api/session');
    this.csrfToken = typeof body['csrfToken'] === 'string' ? body['csrfToken'] : '';
    return body;
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', ...value] = pair.split('=');
    const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
    const gone = /expires=Thu, 01 Jan 1970/i.test(line) || /max-age=0/i.test(line);
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, { value: value.join('='), path, line });
  }
}
