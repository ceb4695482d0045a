import { safeReturnPath } from './return-path.rules.js';

const origin = 'https://antam.example.vn';

describe('where a sign-in leads', () => {
  it.each(['/', '/ho-so', '/ho-so/1?loc=moi&x=%C3%A1'])('%s is a page of ours', (path) =>
    expect(safeReturnPath(path, origin)).toBe(path),
  );

  it.each([
    undefined,
    '',
    'ho-so',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/ho-so\\..\\x',
    'https://evil.example/',
    'javascript:alert(1)',
    '/auth/sign-in',
    '/api/session',
    '/oidc/auth',
    '/x/../auth/sign-out',
    `/${'a'.repeat(600)}`,
    '/đường-dẫn',
  ])('%s leads to the first page', (given) => expect(safeReturnPath(given, origin)).toBe('/'));
});
