import { Injectable } from '@nestjs/common';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';

@Injectable()
export class OrganisationRepository {
  /** Keeps the organisation of a manager as identity last named it. */
  async keepCurrent(tx: Transaction, actor: Actor): Promise<void> {
    await tx.manager.query(
      `INSERT INTO organization (id, name, kind, province_code) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE
          SET name = excluded.name, kind = excluded.kind, province_code = excluded.province_code, last_modified = now()`,
      [actor.organisationId, actor.organisationName, actor.organisationKind, actor.provinceCode],
    );
  }
}
