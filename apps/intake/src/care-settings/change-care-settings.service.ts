import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { CareSettings, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CareSettingRepository } from './care-setting.repository.js';

/** Shows and changes how a centre works. */
@Injectable()
export class ChangeCareSettingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: CareSettingRepository,
    private readonly audit: AuditLog,
  ) {}

  async show(context: UserContext): Promise<CareSettings> {
    const { organisationId } = context.actor;
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'read', resource: 'CareSetting', recordId: organisationId });
      return this.settings.read(tx, organisationId);
    });
  }

  async change(context: UserContext, input: CareSettings): Promise<CareSettings> {
    const { accountId, organisationId } = context.actor;
    return this.unitOfWork.run(context, async (tx) => {
      throwUnlessCan(context.actor, 'update', 'CareSetting', { centreId: organisationId });
      await this.settings.write(tx, organisationId, accountId, input);
      await this.audit.append(tx, { action: 'update', resource: 'CareSetting', recordId: organisationId });
      return input;
    });
  }
}
