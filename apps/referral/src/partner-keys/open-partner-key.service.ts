import { Injectable } from '@nestjs/common';
import { assertWhitelistCovers, scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { toPartnerKeyView, type PartnerKeyView } from './partner-key.mapper.js';
import { PartnerKeyRepository } from './partner-key.repository.js';

const columns = { organisationId: 'k.organization_id' };
assertWhitelistCovers('PartnerKey', columns);

/** Hands the organisation's sealed key to a member's browser, and records it. */
@Injectable()
export class OpenPartnerKeyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: PartnerKeyRepository,
    private readonly audit: AuditLog,
  ) {}

  /** `key` is null until a manager has made one. */
  async open(caller: UserContext): Promise<{ key: PartnerKeyView | null }> {
    const { actor } = caller;
    return this.unitOfWork.run(caller, async (tx) => {
      const scope = scopeFor(actor, 'read', 'PartnerKey', columns, 1);
      const key = await this.keys.findCurrent(tx, actor.organisationId, scope);
      await this.audit.append(tx, { action: 'read', resource: 'PartnerKey', recordId: key?.keyId });
      return { key: key ? toPartnerKeyView(key) : null };
    });
  }
}
