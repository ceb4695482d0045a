import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { AddPasskey, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountNotFoundError, AccountRepository } from '../accounts/index.js';
import { PasskeyRefusedError } from './factor.errors.js';
import { PasskeyCeremonies } from './passkey-ceremonies.js';
import { PasskeyRepository } from './passkey.repository.js';

/** A person adds passkeys to the own account. */
@Injectable()
export class OwnPasskeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly passkeys: PasskeyRepository,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly auditLog: AuditLog,
  ) {}

  /** @returns what the browser's `navigator.credentials.create` is asked. */
  async begin(context: UserContext): Promise<Record<string, unknown>> {
    const { accountId, displayName } = context.actor;
    const { account, known } = await this.unitOfWork.run(context, async (tx) => ({
      account: await this.accounts.findWithPassword(tx, accountId),
      known: await this.passkeys.list(tx, accountId),
    }));
    if (!account) throw new AccountNotFoundError();
    return this.ceremonies.askToMake({ id: accountId, name: account.name, displayName }, known, context.requestId);
  }

  /** @throws PasskeyRefusedError */
  async add(context: UserContext, { name, response }: AddPasskey): Promise<void> {
    const { accountId } = context.actor;
    const made = await this.ceremonies.made(accountId, response, context.requestId);
    await this.unitOfWork.run(context, async (tx) => {
      if (!(await this.passkeys.add(tx, { ...made, accountId, name }))) throw new PasskeyRefusedError();
      await this.auditLog.append(tx, { action: 'create', resource: 'Passkey', recordId: accountId });
    });
  }
}
