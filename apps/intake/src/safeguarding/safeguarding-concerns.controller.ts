import { Body, Controller, Get, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  answerSafetySchema,
  caseSafeguardingSchema,
  concernParamsSchema,
  concernViewSchema,
  endConcernSchema,
  idParamsSchema,
  openConcernSchema,
  recordAgeSchema,
  safeguardingGuideSchema,
  saveSafetyPlanSchema,
  settleStepSchema,
  type AnswerSafety,
  type CaseSafeguarding,
  type ConcernView,
  type EndConcern,
  type OpenConcern,
  type RecordAge,
  type SafeguardingGuide,
  type SaveSafetyPlan,
  type SettleStep,
  type UserContext,
} from '@an-tam/contracts';
import { OpenConcernService } from './open-concern.service.js';
import { RecordAgeService } from './record-age.service.js';
import { ShowGuideQuery } from './show-guide.query.js';
import { ShowSafeguardingQuery } from './show-safeguarding.query.js';
import { WorkConcernService } from './work-concern.service.js';

interface ConcernParams {
  readonly id: string;
  readonly concernId: string;
}

const placeOf = ({ id: caseId, concernId }: ConcernParams) => ({ caseId, concernId });

@Controller()
export class SafeguardingConcernsController {
  constructor(
    private readonly showGuide: ShowGuideQuery,
    private readonly showSafeguarding: ShowSafeguardingQuery,
    private readonly openConcern: OpenConcernService,
    private readonly recordAge: RecordAgeService,
    private readonly workConcern: WorkConcernService,
  ) {}

  /** Whom to call and what to do first; nothing about anybody. */
  @Get('safeguarding-guide')
  @Permit('create', 'SafeguardingConcern')
  @SerializeOptions({ schema: safeguardingGuideSchema })
  guide(): SafeguardingGuide {
    return this.showGuide.show();
  }

  @Put('cases/:id/birth-year')
  @HttpCode(204)
  @Permit('update', 'CaseFile')
  age(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: recordAgeSchema }) body: RecordAge,
  ): Promise<void> {
    return this.recordAge.record(caller, params.id, body);
  }

  @Get('cases/:id/safeguarding-concerns')
  @Permit('read', 'SafeguardingConcern')
  @SerializeOptions({ schema: caseSafeguardingSchema })
  show(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<CaseSafeguarding> {
    return this.showSafeguarding.show(caller, params.id);
  }

  @Post('cases/:id/safeguarding-concerns')
  @Permit('create', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  open(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: openConcernSchema }) body: OpenConcern,
  ): Promise<ConcernView> {
    return this.openConcern.open(caller, params.id, body);
  }

  @Put('cases/:id/safeguarding-concerns/:concernId/steps')
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  settle(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: settleStepSchema }) body: SettleStep,
  ): Promise<ConcernView> {
    return this.workConcern.settle(caller, placeOf(params), body);
  }

  @Put('cases/:id/safeguarding-concerns/:concernId/answers')
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  answer(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: answerSafetySchema }) body: AnswerSafety,
  ): Promise<ConcernView> {
    return this.workConcern.answer(caller, placeOf(params), body);
  }

  @Put('cases/:id/safeguarding-concerns/:concernId/safety-plan')
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  plan(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: saveSafetyPlanSchema }) body: SaveSafetyPlan,
  ): Promise<ConcernView> {
    return this.workConcern.saveSafetyPlan(caller, placeOf(params), body);
  }

  @Post('cases/:id/safeguarding-concerns/:concernId/end')
  @HttpCode(200)
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  end(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: endConcernSchema }) body: EndConcern,
  ): Promise<ConcernView> {
    return this.workConcern.end(caller, placeOf(params), body);
  }
}
