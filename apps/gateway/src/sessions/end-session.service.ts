import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { IdentityClient } from '../identity/index.js';
import { hashOfCookie } from './session-cookie.js';
import { SessionRepository } from './session.repository.js';

/** Signs a browser out, here and at the OpenID provider. */
@Injectable()
export class EndSessionService {
  private readonly logger = new Logger('EndSession');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly identity: IdentityClient,
    private readonly auditLog: AuditLog,
  ) {}

  /** The cookie is worthless when this returns. Signing out twice is no error. */
  async execute(cookie: string, requestId: string): Promise<void> {
    const hash = hashOfCookie(cookie);
    const live = await this.unitOfWork.run({ actor: { system: 'gateway' }, requestId }, (tx) =>
      this.sessions.findLive(tx, hash, false),
    );
    if (!live) return;
    // Told to the organisation that the session acted for.
    const context = { actor: { system: 'gateway', organisationId: live.organisationId }, requestId };
    const ended = await this.unitOfWork.run(context, async (tx) => {
      const session = await this.sessions.end(tx, hash);
      if (session) await this.auditLog.append(tx, { action: 'end', resource: 'Session', recordId: session.accountId });
      return session;
    });
    if (!ended?.providerSessionUid) return;
    // Every sign-in asks for the password anew, so a provider session that outlives this one opens nothing.
    await this.identity.endProviderSession(ended.providerSessionUid, requestId).catch(() => {
      this.logger.warn('identity did not answer; its session ends by itself');
    });
  }
}
