import { Injectable } from '@nestjs/common';
import type { CreatePartnerKey } from '@an-tam/contracts';
import type { SqlCondition } from '@an-tam/access-rules/typeorm';
import type { Transaction } from '@an-tam/persistence';

/** A current key with its sealed secret half. */
export interface PartnerKey {
  readonly organisationId: string;
  readonly keyId: string;
  /** X-Wing, base64url. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly sealedSecretKey: CreatePartnerKey['sealedSecretKey'];
}

@Injectable()
export class PartnerKeyRepository {
  /** The organisation's current key within the caller's scope, whose parameters start at `$2`. */
  async findCurrent(tx: Transaction, organisationId: string, scope: SqlCondition): Promise<PartnerKey | null> {
    const rows: PartnerKey[] = await tx.manager.query(
      `SELECT k.organization_id AS "organisationId", k.key_id AS "keyId", k.public_key AS "publicKey", k.fingerprint,
              x.sealed_secret_key AS "sealedSecretKey"
         FROM partner_key k JOIN partner_secret_key x ON x.key_id = k.key_id
        WHERE k.organization_id = $1 AND k.retired_at IS NULL AND ${scope.sql}`,
      [organisationId, ...scope.parameters],
    );
    return rows[0] ?? null;
  }

  /** @returns false when the organisation has a current key, or the key is known already. */
  async add(tx: Transaction, key: PartnerKey): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      `INSERT INTO partner_key (key_id, organization_id, public_key, fingerprint) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING key_id`,
      [key.keyId, key.organisationId, key.publicKey, key.fingerprint],
    );
    if (rows.length === 0) return false;
    await tx.manager.query(
      'INSERT INTO partner_secret_key (key_id, organization_id, sealed_secret_key) VALUES ($1, $2, $3)',
      [key.keyId, key.organisationId, JSON.stringify(key.sealedSecretKey)],
    );
    return true;
  }
}
