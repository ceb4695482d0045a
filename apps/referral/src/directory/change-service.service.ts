import { Injectable } from '@nestjs/common';
import { OutOfScopeError, throwUnlessCan } from '@an-tam/access-rules';
import { assertWhitelistCovers, scopeFor } from '@an-tam/access-rules/typeorm';
import { AuditLog } from '@an-tam/audit';
import type { ChangeDirectoryService, DirectoryService, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { DirectoryServiceRepository } from './directory-service.repository.js';
import { StaleServiceVersionError, unknownNeedError } from './directory.errors.js';
import { FindDirectoryServicesQuery } from './find-directory-services.query.js';
import { NeedDomains } from './need-domains.js';
import { OrganisationRepository } from './organisation.repository.js';

const columns = { organisationId: 's.organization_id' };
assertWhitelistCovers('DirectoryService', columns);

/** Changes a service of the caller's own organisation. */
@Injectable()
export class ChangeServiceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly services: DirectoryServiceRepository,
    private readonly find: FindDirectoryServicesQuery,
    private readonly needs: NeedDomains,
    private readonly audit: AuditLog,
  ) {}

  /** @throws OutOfScopeError, StaleServiceVersionError, InvalidInputError for a need that is not in the list. */
  async change(caller: UserContext, id: string, service: ChangeDirectoryService): Promise<DirectoryService> {
    if (!this.needs.has(service.needCode)) throw unknownNeedError();
    const changed = await this.unitOfWork.run(caller, async (tx) => {
      const scope = scopeFor(caller.actor, 'update', 'DirectoryService', columns, 1);
      const current = await this.services.findForChange(tx, id, scope);
      if (!current) return undefined;
      throwUnlessCan(caller.actor, 'update', 'DirectoryService', { ...current });
      if (current.version !== service.version) throw new StaleServiceVersionError({ currentVersion: current.version });
      await this.organisations.keepCurrent(tx, caller.actor);
      const rowVersion = await this.services.change(tx, current, service);
      await this.audit.append(tx, { action: 'update', resource: 'DirectoryService', recordId: id, rowVersion });
      const [view] = await this.find.list(tx, caller.actor, { id });
      return view;
    });
    if (changed) return changed;
    await this.audit.record(caller, {
      action: 'update',
      resource: 'DirectoryService',
      recordId: id,
      reason: 'not_visible',
    });
    throw new OutOfScopeError();
  }
}
