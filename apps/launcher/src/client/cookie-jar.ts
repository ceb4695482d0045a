interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const pathMatches = (requestPath: string, cookiePath: string) =>
  requestPath === cookiePath || requestPath.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);

/** Cookies of one host as a browser keeps them (RFC 6265: name and path; removal by date or age). */
export class CookieJar {
  private readonly cookies = new Map<string, Cookie>();

  /** @param requestPath path of the request that was answered, from which a missing `Path` is taken */
  store(setCookies: readonly string[], requestPath: string): void {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      const attribute = (key: string) =>
        attributes.find((a) => a.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
      const path = attribute('path') ?? (requestPath.slice(0, requestPath.lastIndexOf('/')) || '/');
      const maxAge = attribute('max-age');
      const expires = attribute('expires');
      const over = maxAge === undefined ? expires && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0;
      if (over) this.cookies.delete(`${name} ${path}`);
      else this.cookies.set(`${name} ${path}`, { name, value, path });
    }
  }

  /** The `Cookie` header for a path, longest path first; empty when there is none. */
  header(path: string): string {
    return [...this.cookies.values()]
      .filter((cookie) => pathMatches(path, cookie.path))
      .sort((a, b) => b.path.length - a.path.length)
      .map((cookie) => `${cookie.name}=${cookie.value}`)
      .join('; ');
  }
}
