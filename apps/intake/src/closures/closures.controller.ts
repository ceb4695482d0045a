import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  caseClosureSchema,
  closureViewSchema,
  decideApprovalSchema,
  idParamsSchema,
  reopenCaseSchema,
  requestClosureSchema,
  type CaseClosure,
  type ClosureView,
  type DecideApproval,
  type ReopenCase,
  type RequestClosure,
  type UserContext,
} from '@an-tam/contracts';
import { DecideClosureService } from './decide-closure.service.js';
import { RequestClosureService } from './request-closure.service.js';
import { ShowClosureQuery } from './show-closure.query.js';

@Controller('cases/:id/closure')
export class ClosuresController {
  constructor(
    private readonly requestClosure: RequestClosureService,
    private readonly decideClosure: DecideClosureService,
    private readonly showClosure: ShowClosureQuery,
  ) {}

  @Get()
  @Permit('read', 'Closure')
  @SerializeOptions({ schema: caseClosureSchema })
  show(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) params: { id: string }): Promise<CaseClosure> {
    return this.showClosure.show(caller, params.id);
  }

  @Post()
  @Permit('create', 'Closure')
  @SerializeOptions({ schema: closureViewSchema })
  request(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: requestClosureSchema }) body: RequestClosure,
  ): Promise<ClosureView> {
    return this.requestClosure.request(caller, params.id, body);
  }

  @Post('decision')
  @HttpCode(200)
  @Permit('approve', 'Closure')
  @SerializeOptions({ schema: closureViewSchema })
  decide(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: decideApprovalSchema }) body: DecideApproval,
  ): Promise<ClosureView> {
    return this.decideClosure.decide(caller, params.id, body);
  }

  @Post('reopening')
  @HttpCode(200)
  @Permit('update', 'Closure')
  @SerializeOptions({ schema: closureViewSchema })
  reopen(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: reopenCaseSchema }) body: ReopenCase,
  ): Promise<ClosureView> {
    return this.decideClosure.reopen(caller, params.id, body);
  }
}
