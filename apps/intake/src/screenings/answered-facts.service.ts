import { Injectable } from '@nestjs/common';
import type { ScreeningAnswers } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { ClientFactsService, type ClientContent } from '../case-access/index.js';
import { ConcernWriter } from '../safeguarding/index.js';

const notTold = new Set(['UNKNOWN', 'PREFER_NOT_TO_SAY', 'unknown', 'prefer_not_to_say']);

/** What the answers tell about the client herself; a skipped or declined question changes nothing that was told before. */
function factsOf(answers: ScreeningAnswers): Partial<ClientContent> {
  const { birth_year: birthYear, sex, target_group: targetGroup } = answers;
  return {
    ...(typeof birthYear === 'number' && { birthYear }),
    ...(typeof sex === 'string' && !notTold.has(sex) && { sex }),
    ...(typeof targetGroup === 'string' && !notTold.has(targetGroup) && { targetGroup }),
  };
}

/** What a screening leaves in the rest of the file: facts about her, and concerns for her safety. */
@Injectable()
export class AnsweredFactsService {
  constructor(
    private readonly clients: ClientFactsService,
    private readonly concerns: ConcernWriter,
  ) {}

  async write(
    tx: Transaction,
    keys: readonly CaseKey[],
    place: { readonly caseId: string; readonly centreId: string },
    answers: ScreeningAnswers,
  ): Promise<void> {
    await this.clients.change(tx, keys, place.caseId, factsOf(answers));
    await this.concerns.fromAnswers(tx, keys, place, answers);
  }
}
