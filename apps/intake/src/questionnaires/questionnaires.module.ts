import { Inject, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { ConfigFileError } from '../reference-data/index.js';
import type { IntakeSettings } from '../settings.js';
import { DraftChecks } from './draft-checks.js';
import { FindQuestionnaireQuery } from './find-questionnaire.query.js';
import { PublishQuestionnaireService } from './publish-questionnaire.service.js';
import { QuestionnaireRepository } from './questionnaire.repository.js';
import { QuestionnairesController } from './questionnaires.controller.js';
import { loadShippedQuestionnaire, SHIPPED_QUESTIONNAIRE, type ShippedQuestionnaire } from './shipped-questionnaire.js';

/** What clients are asked: version 1 from the configuration, and every version published since. */
@Module({})
export class QuestionnairesModule implements OnModuleInit {
  constructor(
    private readonly checks: DraftChecks,
    @Inject(SHIPPED_QUESTIONNAIRE) private readonly shipped: ShippedQuestionnaire,
  ) {}

  /** @throws ConfigFileError: what could not be published is not asked either. */
  onModuleInit(): void {
    const [fault] = this.checks.check(this.shipped.text).faults;
    if (fault) throw new ConfigFileError(`config/screening/needs-v1.yaml, line ${fault.line}: ${fault.message.en}`);
  }

  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: QuestionnairesModule,
      global: true,
      controllers: [QuestionnairesController],
      providers: [
        { provide: SHIPPED_QUESTIONNAIRE, useFactory: () => loadShippedQuestionnaire(settings.AN_TAM_CONFIG_DIR) },
        QuestionnaireRepository,
        DraftChecks,
        FindQuestionnaireQuery,
        PublishQuestionnaireService,
      ],
      exports: [FindQuestionnaireQuery],
    };
  }
}
