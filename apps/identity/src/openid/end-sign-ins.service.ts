import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import { OidcPayloadRepository } from './oidc-payload.repository.js';

/** Ends all that an account has at the provider: sessions, codes on their way, sign-ins half done. */
@Injectable()
export class EndSignInsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly payloads: OidcPayloadRepository,
  ) {}

  async execute(accountId: string, requestId: string): Promise<void> {
    const context = { actor: { system: 'openid' }, requestId };
    await this.unitOfWork.run(context, (tx) => this.payloads.endAccount(tx, accountId));
  }
}
