/**
 * Where to go after signing in: a path of ours and nothing else. Anything that a browser could read as another site
 * (`//host`, `/\host`, a scheme, control characters) or that is no page becomes the first page.
 */
export function safeReturnPath(given: string | undefined, origin: string): string {
  if (given === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes('\\')) return '/';
  if (given.length > 500 || !URL.canParse(given, origin)) return '/';
  const url = new URL(given, origin);
  if (url.origin !== origin || /^\/(auth|api|oidc)(\/|$)/.test(url.pathname)) return '/';
  return url.pathname + url.search;
}
