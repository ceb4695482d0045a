import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveKey } from '../derive-key.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';

const cookieName = 'an_tam_device';
const daysKept = 180;
/** People who share a computer, as at a centre's desk; who signed in there longest ago is forgotten first. */
const mostAccounts = 8;

interface Device {
  /** 128 random bits that name the browser to nobody but this service. */
  readonly id: string;
  /** A keyed hash for each account that has signed in with it, the latest first. */
  readonly marks: readonly string[];
}

/**
 * Browsers that somebody has signed in with, each told by a cookie of its own (OWASP, "device cookies"): attempts from one
 * are counted apart from all others, so that nobody who guesses from another browser, be it behind the same address, closes
 * it. Nothing is kept here, and the cookie names no account: without this service's key nobody can tell whose marks it holds.
 */
@Injectable()
export class KnownDevices {
  private readonly key: Buffer;
  private readonly attributes: string;

  constructor(@Inject(identitySettingsToken) settings: IdentitySettings) {
    this.key = deriveKey(settings.AN_TAM_OIDC_CLIENT_SECRET, 'known-devices');
    const secure = settings.AN_TAM_PUBLIC_URL.startsWith('https:') ? '; Secure' : '';
    this.attributes = `Path=/oidc/interaction; Max-Age=${daysKept * 86_400}; HttpOnly; SameSite=Strict${secure}`;
  }

  /**
   * What attempts at this account from this browser are counted by; null when nobody signed in to it here.
   * @param cookies the `Cookie` header
   */
  originOf(cookies: string | undefined, accountId: string): string | null {
    const device = readDevice(cookies);
    if (!device) return null;
    const own = Buffer.from(this.markOf(device.id, accountId));
    return device.marks.some((mark) => isSame(Buffer.from(mark), own)) ? `device:${device.id}` : null;
  }

  /** The `Set-Cookie` header after the account has signed in with this browser. */
  remember(cookies: string | undefined, accountId: string): string {
    const { id, marks } = readDevice(cookies) ?? { id: randomBytes(16).toString('base64url'), marks: [] };
    const own = this.markOf(id, accountId);
    const next = [own, ...marks.filter((mark) => mark !== own)].slice(0, mostAccounts);
    return `${cookieName}=${[id, ...next].join('.')}; ${this.attributes}`;
  }

  private markOf(device: string, accountId: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([device, accountId]))
      .digest('base64url')
      .slice(0, 22);
  }
}

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

function readDevice(cookies = ''): Device | null {
  const pair = cookies.split(/;\s*/).find((one) => one.startsWith(`${cookieName}=`));
  const [id = '', ...marks] = pair?.slice(cookieName.length + 1).split('.') ?? [];
  const isWhole = [id, ...marks].every((part) => /^[\w-]{22}$/.test(part)) && marks.length <= mostAccounts;
  return isWhole ? { id, marks } : null;
}
