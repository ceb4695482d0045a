import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ChangePassword, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { EndSignInsService } from '../openid/index.js';
import { WrongPasswordError } from './password.errors.js';
import { PasswordHasher } from './password-hasher.js';
import { PresentPassword } from './present-password.js';
import { requireStrongPassword } from './require-strong-password.js';

/** A signed-in person changes the own password. Every session of the account ends with it, this one too. */
@Injectable()
export class ChangePasswordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly presentPassword: PresentPassword,
    private readonly hasher: PasswordHasher,
    private readonly endSignIns: EndSignInsService,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws WrongPasswordError, WeakPasswordError, TooManyAttemptsError, PasswordWorkBusyError */
  async execute(context: UserContext, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    const { accountId } = context.actor;
    const name = await this.presentPassword.prove(accountId, currentPassword, context.requestId);
    if (name === null) {
      const denial = { action: 'update', resource: 'Password', recordId: accountId, reason: 'wrong_password' };
      await this.auditLog.record(context, denial);
      throw new WrongPasswordError();
    }
    requireStrongPassword(newPassword, [name, context.actor.displayName]);
    const hash = await this.hasher.hash(newPassword);
    await this.unitOfWork.run(context, async (tx) => {
      await this.accounts.changePasswordHash(tx, accountId, hash);
      await this.auditLog.append(tx, { action: 'update', resource: 'Password', recordId: accountId });
    });
    await this.endSignIns.execute(accountId, context.requestId);
  }
}
