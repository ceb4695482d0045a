import { Module, type DynamicModule } from '@nestjs/common';
import { readConfigFile } from '../reference-data/index.js';
import type { IntakeSettings } from '../settings.js';
import { AccessFindingRepository } from './access-finding.repository.js';
import { AccessFindingsController } from './access-findings.controller.js';
import { ACCESS_REVIEW_CONFIG, accessReviewConfigFile, accessReviewConfigSchema } from './access-review-config.js';
import { AccessReviewRunner } from './access-review-runner.js';
import { AnswerFindingService } from './answer-finding.service.js';
import { FindingNotes } from './finding-notes.service.js';
import { OpenedFilesQuery } from './opened-files.query.js';
import { PersonDaysQuery } from './person-days.query.js';
import { ReviewAccessService } from './review-access.service.js';
import { ShowAccessFindingsQuery } from './show-access-findings.query.js';

/** Unusual access to files: found in the log every hour, asked about by the supervisor or the data-protection officer. */
@Module({})
export class AccessFindingsModule {
  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: AccessFindingsModule,
      controllers: [AccessFindingsController],
      providers: [
        {
          provide: ACCESS_REVIEW_CONFIG,
          useFactory: () =>
            readConfigFile(settings.AN_TAM_CONFIG_DIR, accessReviewConfigFile, accessReviewConfigSchema),
        },
        AccessFindingRepository,
        AccessReviewRunner,
        AnswerFindingService,
        FindingNotes,
        OpenedFilesQuery,
        PersonDaysQuery,
        ReviewAccessService,
        ShowAccessFindingsQuery,
      ],
    };
  }
}
