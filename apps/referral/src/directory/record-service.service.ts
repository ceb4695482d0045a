import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { DirectoryService, RecordDirectoryService, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';
import { DirectoryServiceRepository } from './directory-service.repository.js';
import { unknownNeedError } from './directory.errors.js';
import { FindDirectoryServicesQuery } from './find-directory-services.query.js';
import { NeedDomains } from './need-domains.js';
import { OrganisationRepository } from './organisation.repository.js';

/** Adds a service of the caller's own organisation to the directory. */
@Injectable()
export class RecordServiceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly services: DirectoryServiceRepository,
    private readonly find: FindDirectoryServicesQuery,
    private readonly needs: NeedDomains,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidInputError for a need that is not in the list. */
  async record(caller: UserContext, service: RecordDirectoryService): Promise<DirectoryService> {
    if (!this.needs.has(service.needCode)) throw unknownNeedError();
    const id = randomUUID();
    const { organisationId } = caller.actor;
    throwUnlessCan(caller.actor, 'update', 'DirectoryService', { organisationId });
    return this.unitOfWork.run(caller, async (tx) => {
      await this.organisations.keepCurrent(tx, caller.actor);
      await this.services.add(tx, id, organisationId, service);
      await this.audit.append(tx, { action: 'create', resource: 'DirectoryService', recordId: id, rowVersion: 1 });
      const [view] = await this.find.list(tx, caller.actor, { id });
      if (!view) throw new Error('A service just recorded cannot be read by its manager.');
      return view;
    });
  }
}
