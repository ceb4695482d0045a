import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An Ed25519 private key as JWK. */
interface TokenKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly d: string;
}

/** No letters or digits that look alike. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Groups of four signs for a person to type; five bits a sign. */
export function readablePassphrase(groups: number): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: 4 }, () => readable.charAt(randomInt(readable.length))).join(''),
  ).join('-');
}

/** 256 random bits as text without special signs. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

export function newTokenKey(): string {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x, d });
}

/** Public half of {@link newTokenKey}, with the moment it ends where it has one. */
export function publicHalf<T extends Omit<TokenKey, 'd'> & { readonly until?: number | undefined }>(key: T) {
  const { kty, crv, x, until } = key;
  return { kty, crv, x, ...(until === undefined ? {} : { until }) };
}

/** Secrets as files of mode 0600 in one folder of mode 0700; services get their paths, never their text. */
export class SecretStore {
  constructor(private readonly folder: string) {
    chmodSync(folder, 0o700);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** The secret, made at first use. */
  keep(name: string, make: () => string): string {
    if (existsSync(this.path(name))) return readFileSync(this.path(name), 'utf8').trim();
    const secret = make();
    this.put(name, secret);
    return secret;
  }

  /** Writes what other secrets decide (as an address with a password); whole or not at all. @returns its path. */
  put(name: string, text: string): string {
    const draft = `${this.path(name)}.new`;
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, this.path(name));
    return this.path(name);
  }
}
