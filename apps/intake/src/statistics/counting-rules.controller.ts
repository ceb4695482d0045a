import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { countingRulesSchema, type CountingRules, type UserContext } from '@an-tam/contracts';
import { ExplainCountingQuery } from './explain-counting.query.js';

@Controller('counting-rules')
export class CountingRulesController {
  constructor(private readonly explainCounting: ExplainCountingQuery) {}

  /** "Cách tính" of every plan of the province. */
  @Get()
  @Permit('read', 'Release')
  @SerializeOptions({ schema: countingRulesSchema })
  explain(@Caller() caller: UserContext): Promise<CountingRules> {
    return this.explainCounting.explain(caller);
  }
}
