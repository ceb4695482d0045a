import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  answerTransferSchema,
  cancelTransferSchema,
  caseTransferListSchema,
  caseTransferViewSchema,
  decideTransferSchema,
  idParamsSchema,
  requestTransferSchema,
  type AnswerTransfer,
  type CancelTransfer,
  type CaseTransferList,
  type CaseTransferView,
  type DecideTransfer,
  type RequestTransfer,
  type UserContext,
} from '@an-tam/contracts';
import { AnswerTransferService } from './answer-transfer.service.js';
import { DecideTransferService } from './decide-transfer.service.js';
import { RequestTransferService } from './request-transfer.service.js';

@Controller()
export class CaseTransfersController {
  constructor(
    private readonly requestTransfer: RequestTransferService,
    private readonly decideTransfer: DecideTransferService,
    private readonly answerTransfer: AnswerTransferService,
  ) {}

  @Get('case-transfers')
  @Permit('read', 'CaseTransfer')
  @SerializeOptions({ schema: caseTransferListSchema })
  list(@Caller() caller: UserContext): Promise<CaseTransferList> {
    return this.decideTransfer.list(caller);
  }

  @Post('cases/:id/transfers')
  @Permit('create', 'CaseTransfer')
  @SerializeOptions({ schema: caseTransferViewSchema })
  request(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: requestTransferSchema }) body: RequestTransfer,
  ): Promise<CaseTransferView> {
    return this.requestTransfer.request(caller, params.id, body);
  }

  @Post('case-transfers/:id/decision')
  @HttpCode(200)
  @Permit('approve', 'CaseTransfer')
  @SerializeOptions({ schema: caseTransferViewSchema })
  decide(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: decideTransferSchema }) body: DecideTransfer,
  ): Promise<CaseTransferView> {
    return this.decideTransfer.decide(caller, params.id, body);
  }

  @Post('case-transfers/:id/answer')
  @HttpCode(200)
  @Permit('decide', 'CaseTransfer')
  @SerializeOptions({ schema: caseTransferViewSchema })
  answer(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: answerTransferSchema }) body: AnswerTransfer,
  ): Promise<CaseTransferView> {
    return this.answerTransfer.answer(caller, params.id, body);
  }

  @Post('case-transfers/:id/cancellation')
  @HttpCode(200)
  @Permit('update', 'CaseTransfer')
  @SerializeOptions({ schema: caseTransferViewSchema })
  cancel(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: cancelTransferSchema }) body: CancelTransfer,
  ): Promise<CaseTransferView> {
    return this.decideTransfer.cancel(caller, params.id, body.version);
  }
}
