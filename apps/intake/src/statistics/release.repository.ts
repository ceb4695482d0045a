import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { In } from 'typeorm';
import { ReleaseApprovalEntity } from './release-approval.entity.js';
import { ReleaseEntity } from './release.entity.js';

export const releaseColumns: ColumnWhitelist = { provinceCode: 'release.province_code' };

@Injectable()
export class ReleaseRepository {
  /** Closing periods of one plan takes turns until the end of the transaction. */
  async takeTurn(tx: Transaction, provinceCode: string, plan: string): Promise<void> {
    await tx.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `release ${provinceCode} ${plan}`,
    ]);
  }

  async insert(tx: Transaction, release: ReleaseEntity): Promise<void> {
    await tx.manager.insert(ReleaseEntity, release);
  }

  /** In the actor's scope, newest first. */
  async list(tx: Transaction, actor: Actor): Promise<ReleaseEntity[]> {
    return tx.manager
      .createQueryBuilder(ReleaseEntity, 'release')
      .where(...scopeFor(actor, 'read', 'Release', releaseColumns).named)
      .orderBy('release.created_at', 'DESC')
      .addOrderBy('release.sequence', 'DESC')
      .getMany();
  }

  /** The release if it is in the actor's scope, held until the end of the transaction. */
  async findLocked(tx: Transaction, actor: Actor, action: Action, id: string): Promise<ReleaseEntity | null> {
    return tx.manager
      .createQueryBuilder(ReleaseEntity, 'release')
      .where(...scopeFor(actor, action, 'Release', releaseColumns).named)
      .andWhere('release.id = :id', { id })
      .setLock('pessimistic_write')
      .getOne();
  }

  async approvalsOf(tx: Transaction, releaseIds: readonly string[]): Promise<ReleaseApprovalEntity[]> {
    return tx.manager.find(ReleaseApprovalEntity, {
      where: { releaseId: In([...releaseIds]) },
      order: { role: 'ASC' },
    });
  }

  async addApproval(tx: Transaction, approval: ReleaseApprovalEntity): Promise<void> {
    await tx.manager.insert(ReleaseApprovalEntity, approval);
  }

  async sign(tx: Transaction, { id, envelope, signedAt }: ReleaseEntity): Promise<void> {
    await tx.manager.query(
      `UPDATE release SET state = 'signed', envelope = $2, signed_at = $3 WHERE id = $1 AND state = 'audited'`,
      [id, JSON.stringify(envelope), signedAt],
    );
  }

  async acknowledge(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.manager.query(`UPDATE release SET state = 'acknowledged' WHERE id = ANY ($1) AND state = 'signed'`, [ids]);
  }
}
