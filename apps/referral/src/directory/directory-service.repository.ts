import { Injectable } from '@nestjs/common';
import type { RecordDirectoryService } from '@an-tam/contracts';
import type { SqlCondition } from '@an-tam/access-rules/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';

export interface OwnedService {
  readonly id: string;
  readonly organisationId: string;
  readonly version: number;
}

@Injectable()
export class DirectoryServiceRepository {
  async add(tx: Transaction, id: string, organisationId: string, service: RecordDirectoryService): Promise<void> {
    await tx.manager.query(
      `INSERT INTO service (id, organization_id, name, need_code, eligibility_description, version)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [id, organisationId, service.name, service.needCode, service.eligibility],
    );
    await this.keepParts(tx, id, service);
  }

  /** Locks a service within the caller's scope, whose parameters start at `$2`. */
  async findForChange(tx: Transaction, id: string, scope: SqlCondition): Promise<OwnedService | null> {
    const rows: OwnedService[] = await tx.manager.query(
      `SELECT s.id, s.organization_id AS "organisationId", s.version FROM service s
        WHERE s.id = $1 AND ${scope.sql} FOR UPDATE OF s`,
      [id, ...scope.parameters],
    );
    return rows[0] ?? null;
  }

  /** Changes a locked service. @returns its new version. */
  async change(tx: Transaction, current: OwnedService, service: RecordDirectoryService): Promise<number> {
    const version = current.version + 1;
    await tx.manager.query(
      `UPDATE service SET name = $2, need_code = $3, eligibility_description = $4, version = $5, last_modified = now()
        WHERE id = $1`,
      [current.id, service.name, service.needCode, service.eligibility, version],
    );
    await this.keepParts(tx, current.id, service);
    return version;
  }

  private async keepParts(tx: Transaction, id: string, service: RecordDirectoryService): Promise<void> {
    await tx.manager.query(
      `INSERT INTO schedule (id, service_id, description) VALUES ($1, $2, $3)
       ON CONFLICT (service_id) DO UPDATE SET description = excluded.description`,
      [randomUUID(), id, service.schedule],
    );
    if (service.capacityAvailable === null)
      await tx.manager.query('DELETE FROM service_capacity WHERE service_id = $1', [id]);
    else
      await tx.manager.query(
        `INSERT INTO service_capacity (id, service_id, available) VALUES ($1, $2, $3)
         ON CONFLICT (service_id) DO UPDATE SET available = excluded.available, updated = now()`,
        [randomUUID(), id, service.capacityAvailable],
      );
    if (service.requiresIdDocument)
      await tx.manager.query(
        `INSERT INTO required_document (id, service_id, document) VALUES ($1, $2, 'identity_document')
         ON CONFLICT (service_id, document) DO NOTHING`,
        [randomUUID(), id],
      );
    else await tx.manager.query('DELETE FROM required_document WHERE service_id = $1', [id]);
  }
}
