import { Inject, Injectable } from '@nestjs/common';
import type { FieldError, RecordScreening } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { CodeChecks, INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { evaluateScreening, faultsOfAnswers, type ScreeningResult } from './screening.rules.js';

/** Checks and evaluates answers against the published questionnaire. */
@Injectable()
export class ScreeningChecks {
  constructor(
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    private readonly codes: CodeChecks,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** @throws InvalidInputError naming every wrong answer. */
  evaluate(input: RecordScreening): ScreeningResult {
    const { questionnaire } = this.config.reference;
    const known = input.questionnaire === questionnaire.id && input.questionnaireVersion === questionnaire.version;
    const unknown: FieldError = {
      field: 'questionnaireVersion',
      message: {
        vi: 'Bộ câu hỏi này không còn dùng. Hãy tải lại trang.',
        en: 'This questionnaire is no longer in use. Reload the page.',
      },
    };
    this.codes.refuse(
      known ? faultsOfAnswers(input.answers, questionnaire, this.calendar.today()) : [unknown],
      this.codes.notInFuture('screenedOn', input.screenedOn),
    );
    return evaluateScreening(input.answers, this.config.screeningRules);
  }
}
