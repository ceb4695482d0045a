import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { OidcPayloadRepository } from './oidc-payload.repository.js';

/** Ends a provider session with every grant made in it; does nothing when it has ended already. */
@Injectable()
export class EndProviderSessionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly payloads: OidcPayloadRepository,
    private readonly auditLog: AuditLog,
  ) {}

  async execute(uid: string, requestId: string): Promise<void> {
    await this.unitOfWork.run({ actor: { system: 'openid' }, requestId }, async (tx) => {
      const accountId = await this.payloads.endSession(tx, uid);
      if (accountId !== null)
        await this.auditLog.append(tx, { action: 'sign-out', resource: 'Account', recordId: accountId });
    });
  }
}
