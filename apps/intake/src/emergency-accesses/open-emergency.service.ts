import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import {
  readCaseCode,
  type EmergencyAccess,
  type FieldError,
  type OpenEmergency,
  type UserContext,
} from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseNotFoundError } from '../case-access/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { EmergencyAccessRepository } from './emergency-access.repository.js';

const wrongCode: FieldError = {
  field: 'code',
  message: {
    vi: 'Mã hồ sơ không đúng. Hãy xem lại từng chữ và số.',
    en: 'This is not the code of a file. Check every letter and digit.',
  },
};

/**
 * Mở khẩn cấp: opens one file of the own centre for an hour, to be read. The grant stands in the supervisors' list from
 * the same moment on, and stays there until somebody else has reviewed it.
 */
@Injectable()
export class OpenEmergencyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accesses: EmergencyAccessRepository,
    private readonly checks: CodeChecks,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidInputError, CaseNotFoundError, also for a file of another centre */
  async open(context: UserContext, { code, reason }: OpenEmergency): Promise<EmergencyAccess> {
    const { actor, requestId } = context;
    const stored = readCaseCode(code) ?? '';
    this.checks.refuse(stored === '' ? [wrongCode] : []);
    throwUnlessCan(actor, 'create', 'EmergencyAccess', { centreId: actor.organisationId, accountId: actor.accountId });
    const finder = { system: 'emergency', organisationId: actor.organisationId };
    const caseId = await this.unitOfWork.run({ actor: finder, requestId }, (tx) => this.accesses.findCase(tx, stored));
    if (caseId === null) {
      await this.audit.record(context, { action: 'create', resource: 'EmergencyAccess', reason: 'not_visible' });
      throw new CaseNotFoundError();
    }
    return this.unitOfWork.run(context, async (tx) => {
      const access = await this.accesses.insert(tx, actor, { id: randomUUID(), caseId, reason });
      await this.audit.append(tx, {
        action: 'create',
        resource: 'EmergencyAccess',
        recordId: access.id,
        caseId,
        purpose: reason,
      });
      return access;
    });
  }
}
