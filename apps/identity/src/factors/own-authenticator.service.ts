import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { AuthenticatorDraft, ConfirmAuthenticator, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { generateSecret, generateURI } from 'otplib';
import { stepOfCode } from './authenticator-codes.js';
import { SetUpNotOpenError, WrongCodeError } from './factor.errors.js';
import { FactorRepository } from './factor.repository.js';
import { FactorVault } from './factor-vault.js';
import { appUse } from './verify-code.service.js';

const draftUse = 'authenticator-draft';
const draftMinutes = 15;

/**
 * Sets up the authenticator app of an account. The new secret is kept nowhere until a code proves that the app holds
 * it: until then it travels sealed with the page.
 */
@Injectable()
export class OwnAuthenticatorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factors: FactorRepository,
    private readonly vault: FactorVault,
    private readonly auditLog: AuditLog,
  ) {}

  begin(accountId: string, label: string): AuthenticatorDraft {
    const secret = generateSecret();
    const sealed = this.vault.seal(draftUse, accountId, JSON.stringify([secret, Date.now()]));
    return {
      secret,
      uri: generateURI({ issuer: 'An Tâm', label, secret }),
      draft: sealed.toString('base64url'),
    };
  }

  /**
   * The row that a confirmed set-up becomes; its code counts as taken.
   * @throws SetUpNotOpenError, WrongCodeError
   */
  confirmed(accountId: string, { draft, code }: ConfirmAuthenticator) {
    const opened = this.vault.open(draftUse, accountId, Buffer.from(draft, 'base64url'));
    const [secret, begunAt] = opened === null ? ['', 0] : (JSON.parse(opened) as [string, number]);
    if (Date.now() - begunAt > draftMinutes * 60_000) throw new SetUpNotOpenError();
    const lastStep = stepOfCode(secret, code);
    if (lastStep === null) throw new WrongCodeError();
    return { sealedSecret: this.vault.seal(appUse, accountId, secret), lastStep };
  }

  /** @throws SetUpNotOpenError, WrongCodeError */
  async execute(context: UserContext, body: ConfirmAuthenticator): Promise<void> {
    const { accountId } = context.actor;
    const app = this.confirmed(accountId, body);
    await this.unitOfWork.run(context, async (tx) => {
      await this.factors.setApp(tx, accountId, app);
      await this.auditLog.append(tx, { action: 'create', resource: 'AuthenticatorApp', recordId: accountId });
    });
  }
}
