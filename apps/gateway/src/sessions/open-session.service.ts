import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { UnitOfWork } from '@an-tam/persistence';
import { IdentityClient } from '../identity/index.js';
import { hashOfCookie, newCookieValue } from './session-cookie.js';
import { actorOf } from './session.mapper.js';
import { SessionRepository, type Proof } from './session.repository.js';

export interface NewSession extends Proof {
  readonly accountId: string;
  readonly providerSessionUid: string | null;
  /** Null: not known to whoever signed the person in; the account's at this moment counts. */
  readonly signInVersion: number | null;
  readonly device: string;
  /** Cookie of a session this browser still had; it ends. */
  readonly replaces?: string;
  readonly requestId: string;
}

/**
 * Opens a session for an account that has just signed in: for the organisation it acted for in this browser a moment ago
 * (who proves again who they are goes on where they were), else for its first one.
 */
@Injectable()
export class OpenSessionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionRepository,
    private readonly identity: IdentityClient,
    private readonly auditLog: AuditLog,
  ) {}

  /** @returns the new cookie's value, never one that the browser brought along; null when the account may do nothing. */
  async execute(request: NewSession): Promise<string | null> {
    const { accountId, replaces, requestId } = request;
    const grants = await this.identity.findGrants(accountId, requestId);
    const first = grants?.memberships[0];
    if (!grants || !first) return null;
    const before = await this.unitOfWork.run({ actor: { system: 'gateway' }, requestId }, async (tx) => {
      await this.sessions.forgetEnded(tx);
      return replaces === undefined ? null : this.sessions.end(tx, hashOfCookie(replaces));
    });
    const kept = before?.accountId === accountId ? actorOf(grants, before.organisationId) : null;
    const actor = kept ?? actorOf(grants, first.organisation.id);
    if (!actor) return null;
    const cookie = newCookieValue();
    await this.unitOfWork.run({ actor, requestId }, async (tx) => {
      const signInVersion = request.signInVersion ?? grants.signInVersion;
      const session = { ...request, signInVersion, organisationId: actor.organisationId };
      await this.sessions.open(tx, hashOfCookie(cookie), session);
      await this.auditLog.append(tx, { action: 'create', resource: 'Session', recordId: accountId });
    });
    return cookie;
  }
}
