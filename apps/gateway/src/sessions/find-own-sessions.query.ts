import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { OwnSession } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import type { ResolvedSession } from './resolve-session.service.js';
import { hashOfCookie } from './session-cookie.js';
import { SessionRepository } from './session.repository.js';

/** The browsers in which an account is signed in, the last used first. */
@Injectable()
export class FindOwnSessionsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly auditLog: AuditLog,
  ) {}

  async list({ actor, cookie }: ResolvedSession, requestId: string): Promise<OwnSession[]> {
    return this.unitOfWork.run({ actor, requestId }, async (tx) => {
      const rows = await this.sessions.listLive(tx, actor.accountId);
      await this.auditLog.append(tx, { action: 'read', resource: 'Session', recordId: actor.accountId });
      const own = hashOfCookie(cookie);
      return rows.map(({ id, device, openedAt, lastSeenAt, cookieHash }) => ({
        id,
        device,
        openedAt: openedAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        current: cookieHash.equals(own),
      }));
    });
  }
}
