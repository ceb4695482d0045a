import { Injectable } from '@nestjs/common';
import type { CentreStaff } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';

/** Who works with the files of a centre at this very moment. */
@Injectable()
export class ListStaffQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
  ) {}

  async list(organisationId: string, requestId: string): Promise<CentreStaff> {
    return this.unitOfWork.run({ actor: { system: 'grants' }, requestId }, async (tx) => ({
      staff: await this.accounts.listStaff(tx, organisationId),
    }));
  }
}
