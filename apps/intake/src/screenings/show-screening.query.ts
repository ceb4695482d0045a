import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { AnsweredScreening, UserContext } from '@an-tam/contracts';
import { CategoryWithheldError, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { FindQuestionnaireQuery } from '../questionnaires/index.js';
import { coversTable } from '../sealing/index.js';
import { ScreeningNotFoundError } from './screening.errors.js';
import { ScreeningRepository } from './screening.repository.js';

/** One screening with its answers, beside the questions of the version that asked them. */
@Injectable()
export class ShowScreeningQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly screenings: ScreeningRepository,
    private readonly questionnaires: FindQuestionnaireQuery,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError, CategoryWithheldError, ScreeningNotFoundError */
  async show(context: UserContext, caseId: string, id: string): Promise<AnsweredScreening> {
    const screening = await this.cases.run(context, caseId, { action: 'read' }, async (tx, { centreId }, known) => {
      if (!coversTable(known, 'screening')) throw new CategoryWithheldError();
      await this.audit.append(tx, { action: 'read', resource: 'Screening', recordId: id, caseId });
      const found = await this.screenings.find(tx, await this.keys.of(centreId, caseId), caseId, id);
      if (!found) throw new ScreeningNotFoundError();
      return found;
    });
    const { questionnaire: series, questionnaireVersion: version } = screening;
    const asked = await this.questionnaires.find(context, series, version);
    if (!asked) throw new Error(`The questionnaire ${series}, version ${version}, was answered and is not there.`);
    return { ...screening, asked: asked.questionnaire };
  }
}
