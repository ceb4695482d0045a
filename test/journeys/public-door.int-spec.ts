import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSignInStack } from '../support/sign-in-stack.js';
import { TestBrowser } from '../support/test-browser.js';

const publicUrl = 'https://antam.example.vn';
const password = 'mat-khau-thu-nghiem';
let webDir: string;
let stack: Awaited<ReturnType<typeof startSignInStack>>;
let visitor: TestBrowser;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'an-tam-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>An Tâm</title>');
  await writeFile(join(webDir, 'assets/main-B1x9Kq2z.js'), 'export {};');
  await writeFile(join(webDir, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(webDir, '.built-from'), 'fingerprint');
  stack = await startSignInStack({ publicUrl, webDir });
  visitor = new TestBrowser(stack.url);
});

afterAll(async () => {
  await stack.stop();
  await rm(webDir, { recursive: true, force: true });
});

describe('pages', () => {
  it('serves the page under every address of its router, and never from a cache', async () => {
    for (const path of ['/', '/ho-so', '/sign-in/abc', '/index.html']) {
      const answer = await visitor.get(path);
      expect({ path, status: answer.status }).toEqual({ path, status: path === '/index.html' ? 404 : 200 });
      if (answer.status === 200) {
        expect(answer.text).toContain('<title>An Tâm</title>');
        expect(answer.headers.get('cache-control')).toBe('no-store');
        expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      }
    }
  });

  it('lets browsers keep what carries a fingerprint', async () => {
    const script = await visitor.get('/assets/main-B1x9Kq2z.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect((await visitor.get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it('serves nothing else', async () => {
    for (const path of [
      '/.built-from',
      '/assets/none-00000000.js',
      '/..%2fpackage.json',
      '/api',
      '/api/x',
      '/health/x',
    ])
      expect({ path, status: (await visitor.get(path)).status }).toEqual({ path, status: 404 });
    expect((await visitor.get('/api/none')).body).toMatchObject({
      code: 'NOT_FOUND',
      message: { vi: expect.any(String) },
    });
  });
});

describe('every answer', () => {
  it.each(['/', '/api/session', '/api/intake/cases', '/nothing.txt', '/oidc/jwks'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await visitor.get(path);
      expect(headers.get('content-security-policy')?.split(';').sort()).toEqual(
        [
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self'",
          "font-src 'self'",
          "connect-src 'self'",
          "worker-src 'self'",
          "manifest-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "form-action 'self'",
        ].sort(),
      );
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=63072000/);
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
    },
  );

  it('is not kept where it is about people', async () => {
    for (const path of ['/api/session', '/api/intake/cases', '/auth/sign-in'])
      expect((await visitor.get(path)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('behind https', () => {
  it('binds its cookies to the host and to https', async () => {
    const begun = await visitor.get('/auth/sign-in');
    expect(begun.location).toMatch(/^https:\/\/antam\.example\.vn\/oidc\/auth\?/);
    expect(begun.headers.getSetCookie().join()).toMatch(
      /^__Host-an_tam_sign_in=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    const page = await visitor.get(new URL(begun.location).pathname + new URL(begun.location).search);
    expect(page.location).toMatch(/^\/sign-in\//);
    for (const line of page.headers.getSetCookie()) expect(line).toMatch(/path=\/oidc.*; secure; httponly/i);
  });

  it('signs in all the same', async () => {
    const organisationId = await stack.addOrganisation('Đơn vị báo cáo A', 'reporting_unit');
    const accountId = await stack.addAccount('bao-cao', password, { withApp: false });
    await stack.addMembership(accountId, organisationId, ['reporting_officer']);
    const person = new TestBrowser(stack.url);
    const local = (address: string) => new URL(address).pathname + new URL(address).search;
    const begun = await person.get('/auth/sign-in?returnTo=/targets');
    const uid = (await person.get(local(begun.location))).location.split('/').at(-1) ?? '';
    const answer = await person.post(
      `/oidc/interaction/${uid}/sign-in`,
      { account: 'bao-cao', password },
      { origin: publicUrl },
    );
    const resumed = await person.get(local(String(answer.body['redirectTo'])));
    expect((await person.get(local(resumed.location))).location).toBe('/targets');
    expect(person.cookies.get('__Host-an_tam_session')?.line).toMatch(/; Secure$/);
    expect(await person.readSession()).toMatchObject({ signedIn: true, roles: ['reporting_officer'] });
  });
});

describe('health', () => {
  it('lives by itself, is ready with all services, and lets nobody in while identity is away', async () => {
    expect((await visitor.get('/health/live')).status).toBe(200);
    expect((await visitor.get('/health/ready')).status).toBe(200);
    await stack.identity.close();
    expect((await visitor.get('/health/live')).status).toBe(200);
    expect((await visitor.get('/health/ready')).status).toBe(503);
    const away = await visitor.get('/oidc/jwks');
    expect(away.status).toBe(503);
    expect(away.body).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
