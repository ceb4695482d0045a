import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseFileEntity, ClientEntity } from '../case-access/index.js';
import { ConsentEntity, ConsentsModule } from '../consents/index.js';
import { FollowUpEntity, FollowUpMapper } from '../follow-ups/index.js';
import { CaseReferralEntity, CaseReferralMapper } from '../referrals/index.js';
import { ScreeningEntity, ScreeningMapper } from '../screenings/index.js';
import type { IntakeSettings } from '../settings.js';
import { ApproveReleaseService } from './approve-release.service.js';
import { CaseCountWriter } from './case-count-writer.js';
import { CaseCountEntity } from './case-count.entity.js';
import { CaseCountMapper } from './case-count.mapper.js';
import { CaseCountRepository } from './case-count.repository.js';
import { CaseOpener } from './case-opener.js';
import { CompileReleaseService } from './compile-release.service.js';
import { CountingAudit } from './counting-audit.js';
import { DraftReleaseService } from './draft-release.service.js';
import { CountingRulesController } from './counting-rules.controller.js';
import { ExplainCountingQuery } from './explain-counting.query.js';
import { FindReleasesQuery } from './find-releases.query.js';
import { ReadCasesService } from './read-cases.service.js';
import { ReleaseRepository } from './release.repository.js';
import { loadReleasePlans, ReleasePlans } from './release-plans.js';
import { ReleasesController } from './releases.controller.js';
import { SealedCasesRepository } from './sealed-cases.repository.js';
import { STATISTICS_DATABASE } from './statistics-database.token.js';
import { StatisticsKeys } from './statistics-keys.service.js';

/** What the counting job's role may read, and the one table it may write. */
const entities = [
  CaseFileEntity,
  ClientEntity,
  ConsentEntity,
  ScreeningEntity,
  FollowUpEntity,
  CaseReferralEntity,
  CaseCountEntity,
];

/** Counts, protects, signs and sends: the only way by which figures leave the core. */
@Module({})
export class StatisticsModule implements OnApplicationShutdown {
  constructor(@Inject(STATISTICS_DATABASE) private readonly database: DataSource) {}

  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: StatisticsModule,
      imports: [ConsentsModule],
      controllers: [ReleasesController, CountingRulesController],
      providers: [
        {
          provide: STATISTICS_DATABASE,
          useFactory: () =>
            new DataSource({
              type: 'postgres',
              url: settings.AN_TAM_STATISTICS_DATABASE_URL,
              entities,
              poolSize: 4,
              logging: false,
              applicationName: 'an-tam-statistics',
            }).initialize(),
        },
        {
          provide: ReleasePlans,
          useFactory: () => loadReleasePlans(settings.AN_TAM_CONFIG_DIR, settings.AN_TAM_PROVINCE),
        },
        ScreeningMapper,
        FollowUpMapper,
        CaseReferralMapper,
        CaseCountMapper,
        SealedCasesRepository,
        CaseCountRepository,
        ReleaseRepository,
        StatisticsKeys,
        CountingAudit,
        CaseOpener,
        CaseCountWriter,
        ReadCasesService,
        CompileReleaseService,
        DraftReleaseService,
        ApproveReleaseService,
        FindReleasesQuery,
        ExplainCountingQuery,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
  }
}
