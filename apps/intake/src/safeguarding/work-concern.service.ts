import { Injectable } from '@nestjs/common';
import type { AnswerSafety, ConcernView, EndConcern, SaveSafetyPlan, SettleStep, UserContext } from '@an-tam/contracts';
import { BusinessCalendar, InvalidInputError } from '@an-tam/http';
import { ConcernDesk, type ConcernAddress } from './concern-desk.js';
import { ConcernWriter } from './concern-writer.js';
import { ConcernOrderError, ConcernStateError } from './safeguarding-concern.errors.js';
import { faultsOfAnswers, missingToEnd, openedByAnswers, settled } from './safeguarding-concern.rules.js';
import { SafeguardingGuides } from './safeguarding-guide.js';

type Place = Omit<ConcernAddress, 'version'>;

/** The steps of a concern: what was done, what she answered, how she stays safe, and how it ended. */
@Injectable()
export class WorkConcernService {
  constructor(
    private readonly desk: ConcernDesk,
    private readonly writer: ConcernWriter,
    private readonly guides: SafeguardingGuides,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** @throws InvalidInputError for an unknown step, or one that does not apply without saying why */
  async settle(context: UserContext, place: Place, input: SettleStep): Promise<ConcernView> {
    if (input.state === 'not_applicable' && input.note === undefined)
      throw new InvalidInputError([
        { field: 'note', message: { vi: 'Ghi lý do bước này không cần.', en: 'Say why this step is not needed.' } },
      ]);
    return this.desk.change(context, { ...place, version: input.version }, ({ content, actor }) => {
      const by = { byId: actor.accountId, at: new Date().toISOString() };
      const steps = settled(content.steps, input, by);
      if (!steps)
        throw new InvalidInputError([
          { field: 'step', message: { vi: 'Không có bước này.', en: 'There is no such step.' } },
        ]);
      return { content: { ...content, steps } };
    });
  }

  /** @throws ConcernStateError where no questions belong to it, InvalidInputError naming every wrong answer */
  async answer(context: UserContext, place: Place, { version, answers }: AnswerSafety): Promise<ConcernView> {
    return this.desk.change(context, { ...place, version }, async (atHand) => {
      const { kind, content, tx, keys } = atHand;
      if (kind.questions.length === 0) throw new ConcernStateError();
      const faults = faultsOfAnswers(kind.questions, answers);
      if (faults.length > 0) throw new InvalidInputError(faults);
      const opens = openedByAnswers(kind, answers);
      if (opens) {
        const { kind: other } = this.guides.kind(this.guides.current.version, opens);
        await this.writer.openOnce(tx, keys, atHand.place, other, 'answer', null);
      }
      return { content: { ...content, answers } };
    });
  }

  /** @throws ConcernStateError where no safety plan belongs to it */
  async saveSafetyPlan(context: UserContext, place: Place, input: SaveSafetyPlan): Promise<ConcernView> {
    const { version, warningSigns, safePlace, helpers, belongings, codeWord } = input;
    return this.desk.change(context, { ...place, version }, ({ kind, content }) => {
      if (!kind.plansSafety) throw new ConcernStateError();
      const safetyPlan = {
        warningSigns: warningSigns ?? null,
        safePlace: safePlace ?? null,
        helpers: helpers ?? null,
        belongings: belongings ?? null,
        codeWord: codeWord ?? null,
        reviewedOn: this.calendar.today(),
      };
      return { content: { ...content, safetyPlan } };
    });
  }

  /** @throws ConcernOrderError naming what is still open */
  async end(context: UserContext, place: Place, { version, outcome }: EndConcern): Promise<ConcernView> {
    return this.desk.change(context, { ...place, version }, ({ content }) => {
      const missing = missingToEnd(content);
      if (missing.length > 0) throw new ConcernOrderError(missing);
      return { content: { ...content, outcome }, state: 'ended' };
    });
  }
}
