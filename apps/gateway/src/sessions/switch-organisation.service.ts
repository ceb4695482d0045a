import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnauthenticatedError } from '@an-tam/http/tokens';
import { UnitOfWork } from '@an-tam/persistence';
import type { ResolvedSession } from './resolve-session.service.js';
import { hashOfCookie, newCookieValue } from './session-cookie.js';
import { OrganisationNotHeldError } from './session.errors.js';
import { actorOf } from './session.mapper.js';
import { SessionRepository } from './session.repository.js';

/** Makes a session act for another organisation of the account, under a new cookie. */
@Injectable()
export class SwitchOrganisationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws OrganisationNotHeldError, UnauthenticatedError when the session ended meanwhile. */
  async execute(session: ResolvedSession, organisationId: string, requestId: string): Promise<ResolvedSession> {
    const actor = actorOf(session.grants, organisationId);
    if (!actor) {
      const denial = { action: 'update', resource: 'Session', recordId: organisationId, reason: 'not_visible' };
      await this.auditLog.record({ actor: session.actor, requestId }, denial);
      throw new OrganisationNotHeldError();
    }
    const cookie = newCookieValue();
    await this.unitOfWork.run({ actor, requestId }, async (tx) => {
      const [from, to] = [hashOfCookie(session.cookie), hashOfCookie(cookie)];
      if (!(await this.sessions.replace(tx, from, to, organisationId))) throw new UnauthenticatedError();
      await this.auditLog.append(tx, { action: 'update', resource: 'Session', recordId: actor.accountId });
    });
    return { cookie, actor, grants: session.grants };
  }
}
