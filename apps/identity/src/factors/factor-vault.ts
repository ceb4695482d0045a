import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deriveKey } from '../derive-key.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Keeps secrets of factors from whoever reads the database: AES-256-GCM (NIST SP 800-38D) bound to its use and account,
 * and keyed hashes, under keys derived from one that stands in no table.
 */
@Injectable()
export class FactorVault {
  private readonly sealingKey: Buffer;
  private readonly hashingKey: Buffer;

  constructor(@Inject(identitySettingsToken) settings: Pick<IdentitySettings, 'AN_TAM_FACTOR_KEY'>) {
    this.sealingKey = deriveKey(settings.AN_TAM_FACTOR_KEY, 'factor-secrets');
    this.hashingKey = deriveKey(settings.AN_TAM_FACTOR_KEY, 'factor-codes');
  }

  seal(use: string, accountId: string, text: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, nonce).setAAD(context(use, accountId));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
  }

  /** @returns null for anything that was not sealed here for this use and account. */
  open(use: string, accountId: string, sealed: Buffer): string | null {
    if (sealed.length < nonceBytes + tagBytes) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(context(use, accountId)).setAuthTag(sealed.subarray(-tagBytes));
    try {
      const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  /** Keyed hash of a code, 32 bytes. */
  hash(accountId: string, code: string): Buffer {
    return createHmac('sha256', this.hashingKey)
      .update(JSON.stringify([accountId, code]))
      .digest();
  }
}

const context = (use: string, accountId: string) => Buffer.from(JSON.stringify(['an-tam', use, accountId]));
