import { Body, Controller, Get, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  checkQuestionnaireSchema,
  currentQuestionnaireSchema,
  draftCheckSchema,
  publishQuestionnaireSchema,
  questionnaireVersionsSchema,
  type CheckQuestionnaire,
  type DraftCheck,
  type PublishQuestionnaire,
  type Questionnaire,
  type QuestionnaireVersions,
  type UserContext,
} from '@an-tam/contracts';
import { z } from 'zod';
import { FindQuestionnaireQuery } from './find-questionnaire.query.js';
import { PublishQuestionnaireService } from './publish-questionnaire.service.js';

@Controller('questionnaires')
export class QuestionnairesController {
  constructor(
    private readonly findQuestionnaire: FindQuestionnaireQuery,
    private readonly publishing: PublishQuestionnaireService,
  ) {}

  /** The questionnaire that is asked now. */
  @Get('current')
  @Permit('read', 'Questionnaire')
  @SerializeOptions({ schema: currentQuestionnaireSchema })
  async current(@Caller() caller: UserContext): Promise<{ questionnaire: Questionnaire }> {
    const { questionnaire } = await this.findQuestionnaire.current(caller);
    return { questionnaire };
  }

  @Get()
  @Permit('create', 'Questionnaire')
  @SerializeOptions({ schema: questionnaireVersionsSchema })
  versions(@Caller() caller: UserContext): Promise<QuestionnaireVersions> {
    return this.publishing.versions(caller);
  }

  @Post('checks')
  @HttpCode(200)
  @Permit('create', 'Questionnaire')
  @SerializeOptions({ schema: draftCheckSchema })
  check(
    @Caller() caller: UserContext,
    @Body({ schema: checkQuestionnaireSchema }) body: CheckQuestionnaire,
  ): DraftCheck {
    return this.publishing.check(caller, body.text);
  }

  @Post()
  @Permit('create', 'Questionnaire')
  @SerializeOptions({ schema: z.object({ version: z.number().int() }) })
  publish(
    @Caller() caller: UserContext,
    @Body({ schema: publishQuestionnaireSchema }) body: PublishQuestionnaire,
  ): Promise<{ version: number }> {
    return this.publishing.publish(caller, body);
  }
}
