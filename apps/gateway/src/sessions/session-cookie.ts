import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { gatewaySettingsToken, type GatewaySettings } from '../settings.js';

/** A fresh cookie value: 32 random bytes. */
export const newCookieValue = (): string => randomBytes(32).toString('base64url');

/** What the database knows of a cookie. */
export const hashOfCookie = (value: string): Buffer => createHash('sha256').update(value).digest();

/** Bound to the session: only who holds the cookie can know it, and pages of other sites cannot read it. */
export const csrfTokenOf = (cookie: string): string =>
  createHmac('sha256', cookie).update('an-tam/csrf/v1').digest('base64url');

export function matchesCsrfToken(cookie: string, given: unknown): boolean {
  const expected = Buffer.from(csrfTokenOf(cookie));
  const actual = Buffer.from(typeof given === 'string' ? given : '');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

interface CookieRequest {
  readonly headers: { readonly cookie?: string };
}

interface CookieReply {
  header(name: 'set-cookie', value: string): unknown;
}

/**
 * Names and flags of the gateway's two cookies (RFC 6265). Behind https their names bind them to this host (`__Host-`).
 * A cookie ends with the browser; the server ends what it stands for earlier.
 */
@Injectable()
export class SessionCookie {
  private readonly flags: string;
  private readonly names: { session: string; signIn: string };

  constructor(@Inject(gatewaySettingsToken) settings: GatewaySettings) {
    const secure = settings.AN_TAM_PUBLIC_URL.startsWith('https:');
    const prefix = secure ? '__Host-' : '';
    this.flags = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
    this.names = { session: `${prefix}an_tam_session`, signIn: `${prefix}an_tam_sign_in` };
  }

  /** A value that is not one of ours, or stands there twice, is no cookie. */
  read(request: CookieRequest, kind: 'session' | 'signIn'): string | undefined {
    const start = `${this.names[kind]}=`;
    const found = (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(start));
    const value = found[0]?.slice(start.length);
    return found.length === 1 && value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  write(reply: CookieReply, kind: 'session' | 'signIn', value: string): void {
    reply.header('set-cookie', `${this.names[kind]}=${value}${this.flags}`);
  }

  clear(reply: CookieReply, kind: 'session' | 'signIn'): void {
    reply.header('set-cookie', `${this.names[kind]}=${this.flags}; Max-Age=0`);
  }
}
