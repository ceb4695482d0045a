import { isBrowserEndpoint, servicePath } from './proxied-path.rules.js';

describe('the path asked of a service', () => {
  it.each([
    ['/api/intake/cases', '/cases'],
    ['/api/intake/cases/1/identity?x=%2F..%2F', '/cases/1/identity?x=%2F..%2F'],
    ['/api/intake/search/%E1%BA%A1', '/search/%E1%BA%A1'],
    ['/api/intake/cases/internal', '/cases/internal'],
  ])('%s is %s', (url, path) => expect(servicePath(url, 'intake')).toBe(path));

  it.each([
    '/api/intake',
    '/api/intake/',
    '/api/intake/internal',
    '/api/intake/internal/messages',
    '/api/intake/internal/keys',
    '/api/intake/internal/keys/rotations',
    '/api/intake/Internal/messages',
    '/api/intake/%69nternal/messages',
    '/api/intake/%2569nternal/messages',
    '/api/intake/health/ready',
    '/api/intake/oidc/token',
    '/api/intake//internal',
    '/api/intake/cases//x',
    '/api/intake/cases/../internal/messages',
    '/api/intake/cases/%2e%2e/internal/messages',
    '/api/intake/./internal',
    '/api/intake/cases%2f..%2finternal',
    '/api/intake/cases%5c..%5cinternal',
    '/api/intake/internal;x/messages',
    '/api/intake/cases/%00',
    '/api/intake/cases/%zz',
    '/api/referral/cases',
    'http://intake/cases',
  ])('%s is not passed on', (url) => expect(servicePath(url, 'intake')).toBeNull());
});

describe('the endpoints of the provider that browsers may reach', () => {
  it.each([
    '/oidc/auth?x=1',
    '/oidc/auth/abc-_1',
    '/oidc/interaction/abc/sign-in',
    '/oidc/interaction/abc/code',
    '/oidc/interaction/abc/passkey-options',
    '/oidc/interaction/abc/passkey',
    '/oidc/interaction/abc',
    '/oidc/jwks',
  ])('%s', (url) => expect(isBrowserEndpoint(url)).toBe(true));

  it.each([
    '/oidc/token',
    '/oidc/auth/../token',
    '/oidc/auth/%2e%2e/token',
    '/oidc/session/end',
    '/oidc/auth/a/b',
    '/oidc/interaction/abc/abort',
    '/oidc',
  ])('not %s', (url) => expect(isBrowserEndpoint(url)).toBe(false));
});
