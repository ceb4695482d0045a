import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { DirectoryService, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { FindDirectoryServicesQuery } from './find-directory-services.query.js';

/** Searches the directory and records that it was searched, not what for. */
@Injectable()
export class ListServicesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly find: FindDirectoryServicesQuery,
    private readonly audit: AuditLog,
  ) {}

  async list(caller: UserContext, needCode: string | undefined): Promise<{ services: DirectoryService[] }> {
    return this.unitOfWork.run(caller, async (tx) => {
      await this.audit.append(tx, { action: 'read', resource: 'DirectoryService' });
      return { services: await this.find.list(tx, caller.actor, { needCode }) };
    });
  }
}
