import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CaseFileEntity } from '../case-access/index.js';
import { CaseCountEntity } from './case-count.entity.js';
import type { CountedYear } from './sealed-cases.repository.js';
import { STATISTICS_DATABASE } from './statistics-database.token.js';

/** Far below the number of parameters that one statement can have. */
const rowsAtOnce = 500;

/** What closed periods counted of each case; written by the counting job's role alone. */
@Injectable()
export class CaseCountRepository {
  constructor(@Inject(STATISTICS_DATABASE) private readonly database: DataSource) {}

  async find(year: CountedYear, caseIds: readonly string[]): Promise<CaseCountEntity[]> {
    return this.database.manager
      .createQueryBuilder(CaseCountEntity, 'count')
      .where('count.plan = :plan AND count.plan_year = :planYear AND count.case_id = ANY (:caseIds)', {
        ...year,
        caseIds,
      })
      .getMany();
  }

  /** Centre of each case that is still there. */
  async centresOf(caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const files = await this.database.manager
      .createQueryBuilder(CaseFileEntity, 'file')
      .select(['file.id', 'file.centreId'])
      .where('file.id = ANY (:caseIds)', { caseIds })
      .getMany();
    return new Map(files.map(({ id, centreId }) => [id, centreId]));
  }

  /** All rows or none. A row takes the place of the one the case has for the plan year. */
  async write(rows: readonly CaseCountEntity[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      for (let at = 0; at < rows.length; at += rowsAtOnce) {
        await manager.upsert(CaseCountEntity, rows.slice(at, at + rowsAtOnce), ['caseId', 'plan', 'planYear']);
      }
    });
  }
}
