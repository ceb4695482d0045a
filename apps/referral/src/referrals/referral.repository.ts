import { Injectable } from '@nestjs/common';
import type { SqlCondition } from '@an-tam/access-rules/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { ReferralTransition } from './referral-transition.entity.js';
import { Referral } from './referral.entity.js';
import type { TransitionRule } from './referral.rules.js';

/** Where a referral stands, without its packet. */
export type ReferralRouting = Omit<Referral, 'packet' | 'senderVerifyKey'>;

const routingColumns = `r.id, r.centre_id AS "centreId", r.organisation_id AS "organisationId",
  r.service_id AS "serviceId", r.urgency, r.state, r.requested_at AS "requestedAt", r.due_at AS "dueAt",
  r.expires_at AS "expiresAt", r.ended_at AS "endedAt", r.packet_id AS "packetId", r.version`;

@Injectable()
export class ReferralRepository {
  /**
   * Locks the row until the transaction ends, whoever else would change it.
   * @param scope the caller's rules over `r`, with parameters from `$2` on; absent for the service's own work
   */
  async findForChange(tx: Transaction, id: string, scope?: SqlCondition): Promise<ReferralRouting | null> {
    const rows: ReferralRouting[] = await tx.manager.query(
      `SELECT ${routingColumns} FROM referral r WHERE r.id = $1 AND ${scope?.sql ?? 'TRUE'} FOR UPDATE`,
      [id, ...(scope?.parameters ?? [])],
    );
    return rows[0] ?? null;
  }

  /** Whose inbox a referral is in; row security decides who may ask. */
  async findOrganisationId(tx: Transaction, id: string): Promise<string | null> {
    const rows: { organisationId: string }[] = await tx.manager.query(
      'SELECT organisation_id AS "organisationId" FROM referral WHERE id = $1',
      [id],
    );
    return rows[0]?.organisationId ?? null;
  }

  /** Live referrals whose time is over, oldest first. */
  async listOverdueForExpiry(tx: Transaction, limit: number): Promise<{ id: string; organisationId: string }[]> {
    return tx.manager.query(
      `SELECT id, organisation_id AS "organisationId" FROM referral
        WHERE ended_at IS NULL AND expires_at <= now() ORDER BY expires_at LIMIT $1`,
      [limit],
    );
  }

  /** @returns false when the referral or its packet id is known already. */
  async add(tx: Transaction, referral: Referral): Promise<boolean> {
    const rows: unknown[] = await tx.manager.query(
      `INSERT INTO referral (id, centre_id, organisation_id, service_id, urgency, state, requested_at, due_at,
                             expires_at, ended_at, packet_id, packet, sender_verify_key, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING RETURNING id`,
      [
        referral.id,
        referral.centreId,
        referral.organisationId,
        referral.serviceId,
        referral.urgency,
        referral.state,
        referral.requestedAt,
        referral.dueAt,
        referral.expiresAt,
        referral.endedAt,
        referral.packetId,
        referral.packet === null ? null : JSON.stringify(referral.packet),
        referral.senderVerifyKey,
        referral.version,
      ],
    );
    return rows.length === 1;
  }

  /**
   * Moves a locked referral on. At an end the packet and the sender's key go with the same statement.
   * @returns the referral as it is now.
   */
  async move(
    tx: Transaction,
    referral: ReferralRouting,
    rule: TransitionRule,
    ends: boolean,
  ): Promise<ReferralRouting> {
    const at = new Date();
    const version = referral.version + 1;
    const endedAt = ends ? at : null;
    const gone = ends ? { packet: null, senderVerifyKey: null } : {};
    const { affected } = await tx.manager.update(
      Referral,
      { id: referral.id, version: referral.version },
      { state: rule.to, version, endedAt, ...gone },
    );
    if (affected !== 1) throw new Error('A locked referral was changed by another transaction.');
    await this.recordTransition(tx, referral.id, version, rule, at);
    return { ...referral, state: rule.to, version, endedAt };
  }

  async recordTransition(
    tx: Transaction,
    referralId: string,
    version: number,
    rule: TransitionRule,
    at: Date,
  ): Promise<void> {
    await tx.manager.insert(ReferralTransition, {
      referralId,
      version,
      step: rule.step,
      fromState: rule.from,
      toState: rule.to,
      at,
    });
  }
}
