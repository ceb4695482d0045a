import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity } from './case-file.entity.js';
import { ClientEntity } from './client.entity.js';

/** What the rules of a case may speak about. */
export const caseColumns: ColumnWhitelist = {
  centreId: 'case_file.centre_id',
  assigneeId: 'case_file.assignee_id',
  openedById: 'case_file.opened_by_id',
};

@Injectable()
export class CaseRepository {
  async insert(tx: Transaction, caseFile: CaseFileEntity, client: ClientEntity): Promise<void> {
    await tx.manager.insert(CaseFileEntity, caseFile);
    await tx.manager.insert(ClientEntity, client);
  }

  /** The case if it is in the actor's scope for the action; with `lock` nobody else changes it meanwhile. */
  async find(tx: Transaction, actor: Actor, action: Action, id: string, lock = false): Promise<CaseFileEntity | null> {
    const query = tx.manager
      .createQueryBuilder(CaseFileEntity, 'case_file')
      .where(...scopeFor(actor, action, 'CaseFile', caseColumns).named)
      .andWhere('case_file.id = :id', { id });
    return (lock ? query.setLock('pessimistic_write') : query).getOne();
  }

  /** One page in the actor's scope, newest first, and one row more when there is a next page. */
  async list(tx: Transaction, actor: Actor, page: number, pageSize: number): Promise<CaseFileEntity[]> {
    return tx.manager
      .createQueryBuilder(CaseFileEntity, 'case_file')
      .where(...scopeFor(actor, 'read', 'CaseFile', caseColumns).named)
      .orderBy('case_file.created_at', 'DESC')
      .offset((page - 1) * pageSize)
      .limit(pageSize + 1)
      .getMany();
  }

  async getClient(tx: Transaction, caseId: string): Promise<ClientEntity> {
    return tx.manager.findOneByOrFail(ClientEntity, { caseId });
  }

  /** Replaces a root row that was loaded with `lock` in this transaction. */
  async updateCase(tx: Transaction, row: CaseFileEntity): Promise<void> {
    await tx.manager.update(CaseFileEntity, { id: row.id, version: row.version - 1 }, row);
  }

  async updateClient(tx: Transaction, row: ClientEntity): Promise<void> {
    await tx.manager.update(ClientEntity, { id: row.id, version: row.version - 1 }, row);
  }
}
