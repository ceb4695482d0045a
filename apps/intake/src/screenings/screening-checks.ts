import { Injectable } from '@nestjs/common';
import type { FieldError, RecordScreening, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { FindQuestionnaireQuery } from '../questionnaires/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { evaluateScreening, faultsOfAnswers, type ScreeningResult } from './screening.rules.js';

/** Checks and evaluates answers against the version of the questionnaire that asked for them. */
@Injectable()
export class ScreeningChecks {
  constructor(
    private readonly questionnaires: FindQuestionnaireQuery,
    private readonly codes: CodeChecks,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** @throws InvalidInputError naming every wrong answer. */
  async evaluate(context: UserContext, input: RecordScreening): Promise<ScreeningResult> {
    const asked = await this.questionnaires.find(context, input.questionnaire, input.questionnaireVersion);
    const unknown: FieldError = {
      field: 'questionnaireVersion',
      message: {
        vi: 'Không có bộ câu hỏi này. Hãy tải lại trang; câu trả lời chưa được lưu.',
        en: 'There is no such questionnaire. Reload the page; the answers are not saved.',
      },
    };
    this.codes.refuse(
      asked ? faultsOfAnswers(input.answers, asked.questionnaire, this.calendar.today()) : [unknown],
      this.codes.notInFuture('screenedOn', input.screenedOn),
    );
    // refuse() has thrown where there is no such version.
    if (!asked) throw new Error('Answers to an unknown questionnaire were not refused.');
    return evaluateScreening(input.answers, asked);
  }
}
