import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Actor, Grants } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { IdentityClient } from '../identity/index.js';
import { hashOfCookie } from './session-cookie.js';
import { actorOf } from './session.mapper.js';
import { SessionRepository, type SessionRow } from './session.repository.js';

export interface ResolvedSession {
  readonly cookie: string;
  readonly actor: Actor;
  readonly grants: Grants;
}

const provedBy = (actor: Actor, { provedAt }: SessionRow): Actor => ({
  ...actor,
  provedAt: Math.floor(provedAt.getTime() / 1000),
});

/** Turns a cookie into the person it stands for, with the rights held at this very moment. */
@Injectable()
export class ResolveSessionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly identity: IdentityClient,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * A session whose account may no longer act for its organisation, or whose sign-in was ended, ends here and now.
   * @param seen whether this request keeps an idle session alive.
   * @returns null when nobody is signed in. @throws ServiceAwayError
   */
  async execute(cookie: string | undefined, requestId: string, seen: boolean): Promise<ResolvedSession | null> {
    if (cookie === undefined) return null;
    const hash = hashOfCookie(cookie);
    const context = { actor: { system: 'gateway' }, requestId };
    const session = await this.unitOfWork.run(context, (tx) => this.sessions.findLive(tx, hash, seen));
    if (!session) return null;
    const grants = await this.identity.findGrants(session.accountId, requestId);
    const actor = grants && actorOf(grants, session.organisationId);
    const tooWeak = grants?.secondFactorRequired === true && session.provedWith !== 'two_factors';
    const ended = tooWeak || grants?.signInVersion !== session.signInVersion;
    if (grants && actor && !ended) return { cookie, actor: provedBy(actor, session), grants };
    const reason = actor ? 'sign_in_ended' : 'membership_ended';
    const ending = { actor: { system: 'gateway', organisationId: session.organisationId }, requestId };
    await this.unitOfWork.run(ending, async (tx) => {
      if (await this.sessions.end(tx, hash)) {
        const fact = { action: 'end', resource: 'Session', recordId: session.accountId, reason };
        await this.auditLog.append(tx, fact);
      }
    });
    return null;
  }
}
