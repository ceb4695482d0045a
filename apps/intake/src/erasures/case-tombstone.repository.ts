import { Injectable } from '@nestjs/common';
import { scopeFor, type ColumnWhitelist } from '@an-tam/access-rules/typeorm';
import type { Actor } from '@an-tam/contracts';
import type { Transaction } from '@an-tam/persistence';
import { Not } from 'typeorm';
import { CaseFileEntity } from '../case-access/index.js';
import { CaseTombstoneEntity } from './case-tombstone.entity.js';

/** What the rule of erasing speaks of; exclusions go with the file, and then hold nobody off any more. */
const tombstoneColumns: ColumnWhitelist = {
  centreId: 'case_tombstone.centre_id',
  excludedIds: {
    key: 'case_tombstone.id',
    keys: (account: string) => `SELECT x.case_id FROM case_exclusion x WHERE x.account_id = ${account}`,
  },
};

/**
 * What hangs on a case, in an order that no reference stands against. What was counted of it is out of this service's
 * reach and goes with the case by itself.
 */
const caseTables = [
  'attachment',
  'case_referral',
  'consent',
  'screening',
  'follow_up',
  'planned_follow_up',
  'care_plan',
  'closure',
  'safeguarding_concern',
  'client',
] as const;

@Injectable()
export class CaseTombstoneRepository {
  async insert(tx: Transaction, tombstone: CaseTombstoneEntity): Promise<void> {
    await tx.manager.insert(CaseTombstoneEntity, tombstone);
  }

  /** The tombstone if the actor may erase where it stands. */
  async find(tx: Transaction, actor: Actor, id: string): Promise<CaseTombstoneEntity | null> {
    return tx.manager
      .createQueryBuilder(CaseTombstoneEntity, 'case_tombstone')
      .where(...scopeFor(actor, 'erase', 'CaseFile', tombstoneColumns).named)
      .andWhere('case_tombstone.id = :id', { id })
      .getOne();
  }

  /** The tombstone as row security shows it. */
  async findAny(tx: Transaction, id: string): Promise<CaseTombstoneEntity | null> {
    return tx.manager.findOneBy(CaseTombstoneEntity, { id });
  }

  /** One page of those where the actor may erase, last one first, and one row more when there is a next page. */
  async list(tx: Transaction, actor: Actor, page: number, pageSize: number): Promise<CaseTombstoneEntity[]> {
    return tx.manager
      .createQueryBuilder(CaseTombstoneEntity, 'case_tombstone')
      .where(...scopeFor(actor, 'erase', 'CaseFile', tombstoneColumns).named)
      .orderBy('case_tombstone.intended_at', 'DESC')
      .addOrderBy('case_tombstone.id')
      .offset((page - 1) * pageSize)
      .limit(pageSize + 1)
      .getMany();
  }

  /** Where the case of this code is, or was. */
  async locate(tx: Transaction, code: string): Promise<{ id: string; centreId: string } | undefined> {
    const [place]: { id: string; centreId: string }[] = await tx.manager.query(
      `SELECT id, centre_id AS "centreId" FROM case_file WHERE code = $1
        UNION SELECT id, centre_id FROM case_tombstone WHERE code = $1`,
      [code],
    );
    return place;
  }

  /** The case, held until the end of the transaction; null when nobody reaches it any more. */
  async holdCase(tx: Transaction, id: string): Promise<CaseFileEntity | null> {
    return tx.manager.findOne(CaseFileEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Whether other files are folded into this one. */
  async hasFolded(tx: Transaction, id: string): Promise<boolean> {
    return tx.manager.existsBy(CaseFileEntity, { mergedIntoId: id });
  }

  /** Erasures that are not through, oldest first, over all centres. */
  async listUnfinished(tx: Transaction): Promise<CaseTombstoneEntity[]> {
    return tx.manager.find(CaseTombstoneEntity, { where: { state: Not('erased') }, order: { intendedAt: 'ASC' } });
  }

  /** The tombstone, held until the end of the transaction. */
  async getLocked(tx: Transaction, id: string): Promise<CaseTombstoneEntity> {
    return tx.manager.findOneOrFail(CaseTombstoneEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async update(
    tx: Transaction,
    id: string,
    changes: Partial<
      Pick<CaseTombstoneEntity, 'state' | 'records' | 'kekVersion' | 'keysDestroyedOn' | 'backupsExpireOn' | 'erasedAt'>
    >,
  ): Promise<void> {
    await tx.manager.update(CaseTombstoneEntity, { id }, changes);
  }

  /** Removes every row of the case, blind indexes with them. @returns how many there were */
  async deleteRows(tx: Transaction, id: string): Promise<number> {
    let records = 0;
    const statements = [
      ...caseTables.map((table) => `DELETE FROM ${table} WHERE case_id = $1`),
      'DELETE FROM case_file WHERE id = $1',
    ];
    for (const sql of statements) {
      // TypeORM answers a DELETE with [rows, count].
      const [, count]: [unknown, number] = await tx.manager.query(sql, [id]);
      records += count;
    }
    return records;
  }
}
