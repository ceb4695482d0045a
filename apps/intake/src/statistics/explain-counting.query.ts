import { Injectable } from '@nestjs/common';
import type { CountingRules, UserContext } from '@an-tam/contracts';
import { FindQuestionnaireQuery } from '../questionnaires/index.js';
import { explainCounting } from './explain-counting.rules.js';
import { ReleasePlans } from './release-plans.js';

/** How each plan counts, for those who approve its figures. */
@Injectable()
export class ExplainCountingQuery {
  constructor(
    private readonly plans: ReleasePlans,
    private readonly questionnaires: FindQuestionnaireQuery,
  ) {}

  async explain(context: UserContext): Promise<CountingRules> {
    const { questionnaire } = await this.questionnaires.current(context);
    return {
      plans: this.plans.plans.map((plan) => ({
        plan: plan.id,
        sentences: explainCounting(plan, questionnaire.results),
      })),
    };
  }
}
