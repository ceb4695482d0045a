import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { OwnFactors, UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { AccountRepository } from '../accounts/index.js';
import { FactorNotFoundError, LastFactorError } from './factor.errors.js';
import { FactorRepository } from './factor.repository.js';
import { FactorVault } from './factor-vault.js';
import { PasskeyRepository } from './passkey.repository.js';
import { makeRecoveryCodes } from './one-time-codes.js';
import { needsSecondFactor } from './second-factor.rules.js';

/** What a person's own account holds beside the password; taken away only while another remains where one is needed. */
@Injectable()
export class OwnFactorsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly factors: FactorRepository,
    private readonly passkeys: PasskeyRepository,
    private readonly vault: FactorVault,
    private readonly auditLog: AuditLog,
  ) {}

  async show(context: UserContext): Promise<OwnFactors> {
    const { accountId } = context.actor;
    return this.unitOfWork.run(context, async (tx) => {
      const { appAddedAt, recoveryCodes } = await this.factors.held(tx, accountId);
      const passkeys = await this.passkeys.list(tx, accountId);
      await this.auditLog.append(tx, { action: 'read', resource: 'Factor', recordId: accountId });
      return {
        required: needsSecondFactor([context.actor]),
        authenticatorAddedAt: appAddedAt?.toISOString() ?? null,
        recoveryCodes,
        passkeys: passkeys.map(({ credentialId, name, addedAt, lastUsedAt }) => ({
          id: credentialId,
          name,
          addedAt: addedAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        })),
      };
    });
  }

  /** New codes in place of all before; shown this once. */
  async renewRecoveryCodes(context: UserContext): Promise<string[]> {
    const { accountId } = context.actor;
    return this.unitOfWork.run(context, async (tx) => {
      const codes = await this.setRecoveryCodes(tx, accountId);
      await this.auditLog.append(tx, { action: 'create', resource: 'RecoveryCode', recordId: accountId });
      return codes;
    });
  }

  async setRecoveryCodes(tx: Transaction, accountId: string): Promise<string[]> {
    const codes = makeRecoveryCodes();
    const hashes = codes.map((code) => this.vault.hash(accountId, code));
    await this.factors.setRecoveryCodes(tx, accountId, hashes);
    return codes;
  }

  /** @throws FactorNotFoundError, LastFactorError */
  async removeAuthenticator(context: UserContext): Promise<void> {
    await this.remove(context, 'AuthenticatorApp', (tx, accountId) => this.factors.removeApp(tx, accountId));
  }

  /** @throws FactorNotFoundError, LastFactorError */
  async removePasskey(context: UserContext, credentialId: string): Promise<void> {
    await this.remove(context, 'Passkey', (tx, accountId) => this.passkeys.remove(tx, accountId, credentialId));
  }

  private async remove(
    context: UserContext,
    resource: string,
    take: (tx: Transaction, accountId: string) => Promise<boolean>,
  ): Promise<void> {
    const { accountId } = context.actor;
    await this.unitOfWork.run(context, async (tx) => {
      // Two removals at once must not each count on the factor that the other takes.
      await this.accounts.lockAccount(tx, accountId);
      if (!(await take(tx, accountId))) throw new FactorNotFoundError();
      const { appAddedAt, passkeys } = await this.factors.held(tx, accountId);
      if (needsSecondFactor([context.actor]) && appAddedAt === null && passkeys === 0) throw new LastFactorError();
      await this.auditLog.append(tx, { action: 'erase', resource, recordId: accountId });
    });
  }
}
