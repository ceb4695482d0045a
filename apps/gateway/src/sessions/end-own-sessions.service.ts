import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import type { ResolvedSession } from './resolve-session.service.js';
import { hashOfCookie } from './session-cookie.js';
import { SessionNotFoundError } from './session.errors.js';
import { SessionRepository } from './session.repository.js';

/** A person ends the own sessions elsewhere. Their cookies are worthless when this returns. */
@Injectable()
export class EndOwnSessionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly auditLog: AuditLog,
  ) {}

  /** @throws SessionNotFoundError when the account has no such session. */
  async endOne({ actor }: ResolvedSession, id: string, requestId: string): Promise<void> {
    const ended = await this.unitOfWork.run({ actor, requestId }, async (tx) => {
      if (!(await this.sessions.endOwn(tx, actor.accountId, id))) return false;
      await this.auditLog.append(tx, { action: 'end', resource: 'Session', recordId: id });
      return true;
    });
    if (ended) return;
    const denial = { action: 'end', resource: 'Session', recordId: id, reason: 'not_visible' };
    await this.auditLog.record({ actor, requestId }, denial);
    throw new SessionNotFoundError();
  }

  /** @returns how many were ended; the session that asks stays. */
  async endOthers({ actor, cookie }: ResolvedSession, requestId: string): Promise<number> {
    return this.unitOfWork.run({ actor, requestId }, async (tx) => {
      const ids = await this.sessions.endOthers(tx, actor.accountId, hashOfCookie(cookie));
      for (const id of ids) await this.auditLog.append(tx, { action: 'end', resource: 'Session', recordId: id });
      return ids.length;
    });
  }
}
