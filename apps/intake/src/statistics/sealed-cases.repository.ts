import { Inject, Injectable } from '@nestjs/common';
import type { SealedRowEntity } from '@an-tam/field-encryption/typeorm';
import { In, MoreThan, type DataSource, type EntityManager, type EntityTarget } from 'typeorm';
import { CaseFileEntity, ClientEntity } from '../case-access/index.js';
import { ConsentEntity } from '../consents/index.js';
import { FollowUpEntity } from '../follow-ups/index.js';
import { CaseReferralEntity } from '../referrals/index.js';
import { ScreeningEntity } from '../screenings/index.js';
import { CaseCountEntity } from './case-count.entity.js';
import { STATISTICS_DATABASE } from './statistics-database.token.js';

/** A case with all that counting needs of it, sealed as stored. */
export interface SealedCase {
  readonly file: CaseFileEntity;
  readonly client: ClientEntity;
  readonly consents: readonly ConsentEntity[];
  readonly screenings: readonly ScreeningEntity[];
  readonly followUps: readonly FollowUpEntity[];
  readonly referrals: readonly CaseReferralEntity[];
  readonly counted: CaseCountEntity | null;
}

/** Cases of one centre, at most one batch of them. */
export interface SealedBatch {
  readonly centreId: string;
  readonly cases: readonly SealedCase[];
}

/** Which share of a case is asked for. */
export interface CountedYear {
  readonly plan: string;
  readonly planYear: number;
}

const batchSize = 200;

/** Sealed cases of all centres, for the counting job alone: its role may only read them. */
@Injectable()
export class SealedCasesRepository {
  constructor(@Inject(STATISTICS_DATABASE) private readonly database: DataSource) {}

  /**
   * Hands over every case once, as all of them stood at one moment.
   * @returns that moment
   */
  async readAll(year: CountedYear, each: (batch: SealedBatch) => Promise<void>): Promise<Date> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const [moment] = await manager.query<{ at: Date }[]>('SELECT now() AS at');
      const centres = await manager.query<{ id: string }[]>(
        'SELECT DISTINCT centre_id AS id FROM case_file ORDER BY centre_id',
      );
      for (const { id: centreId } of centres) {
        let after: string | undefined;
        do {
          const files = await this.nextFiles(manager, centreId, after);
          if (files.length > 0) await each({ centreId, cases: await this.withParts(manager, files, year) });
          after = files.length === batchSize ? files.at(-1)?.id : undefined;
        } while (after !== undefined);
      }
      if (!moment) throw new Error('The database told no time.');
      return moment.at;
    });
  }

  private nextFiles(manager: EntityManager, centreId: string, after: string | undefined): Promise<CaseFileEntity[]> {
    return manager.find(CaseFileEntity, {
      where: { centreId, ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: batchSize,
    });
  }

  private async withParts(manager: EntityManager, files: CaseFileEntity[], year: CountedYear): Promise<SealedCase[]> {
    const ids = files.map(({ id }) => id);
    const parts = async <T extends SealedRowEntity>(entity: EntityTarget<T>): Promise<(id: string) => T[]> => {
      const rows = await manager
        .createQueryBuilder(entity, 'part')
        .where('part.case_id = ANY (:ids)', { ids })
        .getMany();
      const byCase = new Map<string, T[]>();
      for (const row of rows) byCase.set(row.caseId, [...(byCase.get(row.caseId) ?? []), row]);
      return (id) => byCase.get(id) ?? [];
    };
    const clients = await parts(ClientEntity);
    const consents = await parts(ConsentEntity);
    const screenings = await parts(ScreeningEntity);
    const followUps = await parts(FollowUpEntity);
    const referrals = await parts(CaseReferralEntity);
    const counts = await manager.find(CaseCountEntity, { where: { caseId: In(ids), ...year } });
    return files.map((file) => {
      const [client] = clients(file.id);
      if (!client) throw new Error('A case has no client row.');
      return {
        file,
        client,
        consents: consents(file.id),
        screenings: screenings(file.id),
        followUps: followUps(file.id),
        referrals: referrals(file.id),
        counted: counts.find(({ caseId }) => caseId === file.id) ?? null,
      };
    });
  }
}
