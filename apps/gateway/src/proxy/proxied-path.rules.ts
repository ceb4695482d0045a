/** First segments that exist between services only. */
const innerDoors = ['internal', 'health', 'oidc'];

/** The path part of a request address. */
const pathOf = (url: string) => url.split('?')[0] ?? '';

/**
 * The path to ask of a service for a request to `/api/<service>/<path>`, query included, or null when it must not
 * be passed on: inner doors, and any path that the service could read in another way than we do (dots, empty
 * segments, backslashes, encoded slashes, double encoding, control characters).
 */
export function servicePath(url: string, service: string): string | null {
  const prefix = `/api/${service}/`;
  if (!url.startsWith(prefix)) return null;
  const path = url.slice(prefix.length - 1);
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathOf(path));
  } catch {
    return null;
  }
  if (pathOf(path).toLowerCase().includes('%2f') || /[%\\;\p{Cc}]/u.test(decoded)) return null;
  const segments = decoded.slice(1).split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return null;
  return innerDoors.includes(segments[0]?.toLowerCase() ?? '') ? null : path;
}

/** Endpoints of the provider that a browser visits or a page calls. The others are for the gateway, which calls directly. */
const browserEndpoints = [
  /^\/oidc\/auth(\/[\w-]+)?$/,
  /^\/oidc\/interaction\/[\w-]+(\/(sign-in|code|passkey-options|passkey))?$/,
  /^\/oidc\/enrolment\/(begin|complete)$/,
  /^\/oidc\/jwks$/,
  /^\/oidc\/\.well-known\/openid-configuration$/,
];

export function isBrowserEndpoint(url: string): boolean {
  return browserEndpoints.some((endpoint) => endpoint.test(pathOf(url)));
}
