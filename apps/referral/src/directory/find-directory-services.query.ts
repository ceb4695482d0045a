import { Injectable } from '@nestjs/common';
import { assertWhitelistCovers, scopeFor } from '@an-tam/access-rules/typeorm';
import type { Actor, DirectoryService } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

const columns = { organisationId: 's.organization_id', provinceCode: 'o.province_code' };
assertWhitelistCovers('DirectoryService', columns);

interface ServiceRow extends Omit<DirectoryService, 'organisation' | 'partnerKey'> {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: DirectoryService['organisation']['kind'];
  readonly keyId: string | null;
  readonly publicKey: string;
  readonly fingerprint: string;
}

const toView = (row: ServiceRow): DirectoryService => {
  const { organisationId, organisationName, organisationKind, keyId, publicKey, fingerprint, ...service } = row;
  return {
    ...service,
    organisation: { id: organisationId, name: organisationName, kind: organisationKind },
    partnerKey: keyId === null ? null : { keyId, publicKey, fingerprint },
  };
};

@Injectable()
export class FindDirectoryServicesQuery {
  /** Services of the caller's province within the caller's scope, by name; of one need or one id when given. */
  async list(
    tx: Transaction,
    actor: Actor,
    filter: { readonly needCode?: string; readonly id?: string } = {},
  ): Promise<DirectoryService[]> {
    const scope = scopeFor(actor, 'read', 'DirectoryService', columns, 3);
    const rows: ServiceRow[] = await tx.manager.query(
      `SELECT s.id, s.name, s.need_code AS "needCode", s.eligibility_description AS eligibility, s.version,
              to_char(s.last_modified AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS "updatedOn",
              h.description AS schedule, c.available AS "capacityAvailable",
              EXISTS (SELECT 1 FROM required_document d WHERE d.service_id = s.id) AS "requiresIdDocument",
              o.id AS "organisationId", o.name AS "organisationName", o.kind AS "organisationKind",
              k.key_id AS "keyId", k.public_key AS "publicKey", k.fingerprint
         FROM service s
         JOIN organization o ON o.id = s.organization_id
         JOIN schedule h ON h.service_id = s.id
         LEFT JOIN service_capacity c ON c.service_id = s.id
         LEFT JOIN partner_key k ON k.organization_id = o.id AND k.retired_at IS NULL
        WHERE o.province_code = $1 AND ($2::text IS NULL OR s.need_code = $2) AND ($3::uuid IS NULL OR s.id = $3)
          AND ${scope.sql}
        ORDER BY s.name, s.id`,
      [actor.provinceCode, filter.needCode ?? null, filter.id ?? null, ...scope.parameters],
    );
    return rows.map(toView);
  }

  /** Whether this service belongs to this organisation. */
  async offers(tx: Transaction, organisationId: string, serviceId: string): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query('SELECT 1 FROM service WHERE id = $1 AND organization_id = $2', [
      serviceId,
      organisationId,
    ]);
    return rows.length > 0;
  }
}
