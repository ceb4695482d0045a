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
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

interface CookieReply {
  setCookie(name: string, value: string, options: object): unknown;
  clearCookie(name: string, options: object): unknown;
}

/** Names and flags of the gateway's two cookies. Behind https their names bind them to this host (`__Host-`). */
@Injectable()
export class SessionCookie {
  private readonly flags: { httpOnly: true; sameSite: 'lax'; path: '/'; secure: boolean };
  private readonly names: { session: string; signIn: string };

  constructor(@Inject(gatewaySettingsToken) settings: GatewaySettings) {
    const secure = settings.AN_TAM_PUBLIC_URL.startsWith('https:');
    const prefix = secure ? '__Host-' : '';
    this.flags = { httpOnly: true, sameSite: 'lax', path: '/', secure };
    this.names = { session: `${prefix}an_tam_session`, signIn: `${prefix}an_tam_sign_in` };
  }

  read(request: CookieRequest, kind: 'session' | 'signIn'): string | undefined {
    const value = request.cookies[this.names[kind]];
    return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
  }

  /** A session cookie ends with the browser; the server ends it earlier. */
  write(reply: CookieReply, kind: 'session' | 'signIn', value: string): void {
    reply.setCookie(this.names[kind], value, this.flags);
  }

  clear(reply: CookieReply, kind: 'session' | 'signIn'): void {
    reply.clearCookie(this.names[kind], this.flags);
  }
}
