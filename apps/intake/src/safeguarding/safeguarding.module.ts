import { Module, type DynamicModule } from '@nestjs/common';
import type { IntakeSettings } from '../settings.js';
import { ConcernDesk } from './concern-desk.js';
import { ConcernWriter } from './concern-writer.js';
import { EscalateConcernsService } from './escalate-concerns.service.js';
import { EscalationRunner } from './escalation-runner.js';
import { OpenConcernService } from './open-concern.service.js';
import { RecordAgeService } from './record-age.service.js';
import { ReportFacts } from './report-facts.js';
import { SafeguardingConcernMapper } from './safeguarding-concern.mapper.js';
import { SafeguardingConcernRepository } from './safeguarding-concern.repository.js';
import { SafeguardingConcernsController } from './safeguarding-concerns.controller.js';
import { loadSafeguardingGuides, SafeguardingGuides } from './safeguarding-guide.js';
import { ShowGuideQuery } from './show-guide.query.js';
import { ShowSafeguardingQuery } from './show-safeguarding.query.js';
import { StatutoryReportService } from './statutory-report.service.js';
import { StatutoryReportsController } from './statutory-reports.controller.js';
import { WorkConcernService } from './work-concern.service.js';

/** Concerns for somebody's safety: steps with clocks, the report that the law asks for, and who is told. */
@Module({})
export class SafeguardingModule {
  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: SafeguardingModule,
      // Whatever writes down an age or an answer may have to open a concern.
      global: true,
      controllers: [SafeguardingConcernsController, StatutoryReportsController],
      providers: [
        { provide: SafeguardingGuides, useFactory: () => loadSafeguardingGuides(settings.AN_TAM_CONFIG_DIR) },
        ConcernDesk,
        ConcernWriter,
        EscalateConcernsService,
        EscalationRunner,
        OpenConcernService,
        RecordAgeService,
        ReportFacts,
        SafeguardingConcernMapper,
        SafeguardingConcernRepository,
        ShowGuideQuery,
        ShowSafeguardingQuery,
        StatutoryReportService,
        WorkConcernService,
      ],
      exports: [ConcernWriter, SafeguardingConcernRepository],
    };
  }
}
