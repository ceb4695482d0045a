import { Injectable } from '@nestjs/common';
import type { Action } from '@an-tam/access-rules';
import { isListed, scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import { together, type Transaction } from '@an-tam/persistence';
import { In, type SelectQueryBuilder } from 'typeorm';
import type { ClientIdentifier } from '../sealing/index.js';
import { CaseFileEntity } from './case-file.entity.js';
import { ClientEntity } from './client.entity.js';

const emergencies = (account: string) =>
  `SELECT e.case_id FROM emergency_access e WHERE e.account_id = ${account} AND e.expires_at > now()`;

/** Accounts that stand in a relation of their own to a case. */
export const caseLists = {
  /** Whom the client does not want to know her file. */
  excludedIds: {
    key: 'case_file.id',
    keys: (account) => `SELECT x.case_id FROM case_exclusion x WHERE x.account_id = ${account}`,
  },
  /** Who stands in for the person it is assigned to. */
  coverIds: {
    key: 'case_file.id',
    keys: (account) => `SELECT c.id FROM leave_cover l
      JOIN case_file c ON c.centre_id = l.centre_id AND c.assignee_id = l.absent_id
      WHERE l.cover_id = ${account} AND l.ended_at IS NULL AND l.from_at <= now() AND l.until_at > now()`,
  },
  /** Who opened it in an emergency that is not over. */
  emergencyIds: { key: 'case_file.id', keys: emergencies },
  /** The same, with a second person's approval. */
  overrideIds: { key: 'case_file.id', keys: (account) => `${emergencies(account)} AND e.approved_at IS NOT NULL` },
} satisfies ColumnWhitelist;

/** What the rules of a case may speak about. */
export const caseColumns: ColumnWhitelist = {
  centreId: 'case_file.centre_id',
  assigneeId: 'case_file.assignee_id',
  openedById: 'case_file.opened_by_id',
  teamId: { optional: 'case_file.team_id' },
  ...caseLists,
};

/** The caller where she stands on a list that the rules of a case ask about, nobody where she does not. */
export type CaseLists = Readonly<Record<keyof typeof caseLists, readonly string[]>>;

/** A case with what its rules ask about the caller. */
export interface FoundCase {
  readonly caseFile: CaseFileEntity;
  readonly lists: CaseLists;
}

/** The blind index of a value somebody is looked for by, under one version of the index key. */
export interface WantedIndex {
  readonly identifier: ClientIdentifier;
  readonly index: Buffer;
  readonly version: number;
}

export interface CaseWithClient {
  readonly row: CaseFileEntity;
  readonly client: ClientEntity;
}

@Injectable()
export class CaseRepository {
  async insert(tx: Transaction, caseFile: CaseFileEntity, client: ClientEntity): Promise<void> {
    // One behind the other on the same connection; the first is not waited for.
    await together([tx.manager.insert(CaseFileEntity, caseFile), tx.manager.insert(ClientEntity, client)]);
  }

  /** The case if it is in the actor's scope for the action; with `lock` nobody else changes it meanwhile. */
  async find(tx: Transaction, actor: Actor, action: Action, id: string, lock = false): Promise<FoundCase | null> {
    const query = tx.manager
      .createQueryBuilder(CaseFileEntity, 'case_file')
      .where(...scopeFor(actor, action, 'CaseFile', caseColumns).named)
      .andWhere('case_file.id = :id', { id });
    for (const [name, list] of Object.entries(caseLists)) query.addSelect(isListed(list, ':me'), name);
    query.setParameter('me', actor.accountId);
    const { entities, raw } = await (lock ? query.setLock('pessimistic_write') : query).getRawAndEntities<
      Record<keyof typeof caseLists, boolean>
    >();
    const [caseFile] = entities;
    const [on] = raw;
    if (!caseFile || !on) return null;
    const list = (name: keyof typeof caseLists) => (on[name] ? [actor.accountId] : []);
    return {
      caseFile,
      lists: {
        excludedIds: list('excludedIds'),
        coverIds: list('coverIds'),
        emergencyIds: list('emergencyIds'),
        overrideIds: list('overrideIds'),
      },
    };
  }

  /** One page in the actor's scope, newest first, and one row more when there is a next page. */
  async list(
    tx: Transaction,
    actor: Actor,
    page: number,
    pageSize: number,
    status?: CaseFileEntity['status'],
  ): Promise<CaseFileEntity[]> {
    const query = this.inScope(tx, actor);
    if (status) query.andWhere('case_file.status = :status', { status });
    return query
      .andWhere('case_file.merged_into_id IS NULL')
      .offset((page - 1) * pageSize)
      .limit(pageSize + 1)
      .getMany();
  }

  /** Ids of everything in the actor's scope, newest first. */
  async listIds(tx: Transaction, actor: Actor): Promise<string[]> {
    const rows = await this.inScope(tx, actor).select(['case_file.id']).getMany();
    return rows.map(({ id }) => id);
  }

  /** Those of the given cases that are in the actor's scope, in the given order, each with its client. */
  async listWithClients(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<CaseWithClient[]> {
    if (ids.length === 0) return [];
    const rows = await this.inScope(tx, actor).andWhere('case_file.id = ANY (:ids)', { ids }).getMany();
    return this.withClients(
      tx,
      rows.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)),
    );
  }

  /** The one case of this code, if it is in the actor's scope. */
  async listByCode(tx: Transaction, actor: Actor, code: string): Promise<CaseWithClient[]> {
    return this.withClients(tx, await this.inScope(tx, actor).andWhere('case_file.code = :code', { code }).getMany());
  }

  /** Cases in the actor's scope with any of these indexes, newest first, at most `limit` of them. */
  async listByIndex(
    tx: Transaction,
    actor: Actor,
    wanted: readonly WantedIndex[],
    limit: number,
  ): Promise<CaseWithClient[]> {
    if (wanted.length === 0) return [];
    const client = tx.manager.createQueryBuilder(ClientEntity, 'client').select('client.caseId');
    for (const [n, { identifier, index, version }] of wanted.entries())
      client.orWhere(`client.${identifier}Index = :index${n} AND client.${identifier}IndexVersion = :version${n}`, {
        [`index${n}`]: index,
        [`version${n}`]: version,
      });
    const rows = await this.inScope(tx, actor)
      .andWhere(`case_file.id IN (${client.getQuery()})`, client.getParameters())
      .limit(limit)
      .getMany();
    return this.withClients(tx, rows);
  }

  /** Id and code of a case in the actor's scope. */
  async findHead(tx: Transaction, actor: Actor, id: string): Promise<{ id: string; code: string } | null> {
    const [row] = await this.inScope(tx, actor).andWhere('case_file.id = :id', { id }).getMany();
    return row ? { id: row.id, code: row.code } : null;
  }

  /** Files in the actor's scope that were folded into this one, in the order in which they were opened. */
  async listFolded(tx: Transaction, actor: Actor, keptId: string): Promise<CaseFileEntity[]> {
    return this.inScope(tx, actor)
      .andWhere('case_file.merged_into_id = :keptId', { keptId })
      .orderBy('case_file.created_at', 'ASC')
      .getMany();
  }

  private inScope(tx: Transaction, actor: Actor): SelectQueryBuilder<CaseFileEntity> {
    return tx.manager
      .createQueryBuilder(CaseFileEntity, 'case_file')
      .where(...scopeFor(actor, 'read', 'CaseFile', caseColumns).named)
      .orderBy('case_file.created_at', 'DESC');
  }

  private async withClients(tx: Transaction, rows: readonly CaseFileEntity[]): Promise<CaseWithClient[]> {
    const clients = await tx.manager.findBy(ClientEntity, { caseId: In(rows.map(({ id }) => id)) });
    const byCase = new Map(clients.map((client) => [client.caseId, client]));
    return rows.flatMap((row) => {
      const client = byCase.get(row.id);
      return client ? [{ row, client }] : [];
    });
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
