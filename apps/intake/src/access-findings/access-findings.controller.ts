import { Body, Controller, Get, HttpCode, Param, Post, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  accessFindingListSchema,
  accessFindingSchema,
  accessFindingViewSchema,
  answerFindingSchema,
  caseListQuerySchema,
  idParamsSchema,
  type AccessFinding,
  type AccessFindingList,
  type AccessFindingView,
  type AnswerFinding,
  type UserContext,
} from '@an-tam/contracts';
import { AnswerFindingService } from './answer-finding.service.js';
import { ShowAccessFindingsQuery } from './show-access-findings.query.js';

@Controller('access-findings')
export class AccessFindingsController {
  constructor(
    private readonly findings: ShowAccessFindingsQuery,
    private readonly answerFinding: AnswerFindingService,
  ) {}

  @Get()
  @Permit('read', 'AccessFinding')
  @SerializeOptions({ schema: accessFindingListSchema })
  list(
    @Caller() caller: UserContext,
    @Query({ schema: caseListQuerySchema }) query: { page: number },
  ): Promise<AccessFindingList> {
    return this.findings.list(caller, query.page);
  }

  @Get(':id')
  @Permit('read', 'AccessFinding')
  @SerializeOptions({ schema: accessFindingViewSchema })
  show(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<AccessFindingView> {
    return this.findings.show(caller, params.id);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Permit('review', 'AccessFinding')
  @SerializeOptions({ schema: accessFindingSchema })
  answer(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: answerFindingSchema }) body: AnswerFinding,
  ): Promise<AccessFinding> {
    return this.answerFinding.answer(caller, params.id, body);
  }
}
