import { CookieJar } from './cookie-jar.js';

describe('cookie jar', () => {
  it('sends a cookie below its path only, the longest path first', () => {
    const jar = new CookieJar();
    jar.store(['session=a; Path=/; HttpOnly', 'step=b; path=/oidc/auth; HttpOnly'], '/auth/sign-in');
    expect(jar.header('/oidc/auth/xyz')).toBe('step=b; session=a');
    expect(jar.header('/oidc/authentic')).toBe('session=a');
    expect(jar.header('/')).toBe('session=a');
  });

  it('takes the folder of the request where no path is given', () => {
    const jar = new CookieJar();
    jar.store(['state=1'], '/auth/sign-in');
    expect(jar.header('/auth/callback')).toBe('state=1');
    expect(jar.header('/api/session')).toBe('');
  });

  it('replaces a cookie of the same name and path, and forgets one that has ended', () => {
    const jar = new CookieJar();
    jar.store(['session=old; Path=/'], '/');
    jar.store(['session=new; Path=/'], '/');
    expect(jar.header('/')).toBe('session=new');
    jar.store(['session=; Path=/; Max-Age=0'], '/');
    expect(jar.header('/')).toBe('');
    jar.store(['session=x; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], '/');
    expect(jar.header('/')).toBe('');
  });

  it('keeps signs of the value as they came', () => {
    const jar = new CookieJar();
    jar.store(['token=a=b==; Path=/'], '/');
    expect(jar.header('/')).toBe('token=a=b==');
  });
});
