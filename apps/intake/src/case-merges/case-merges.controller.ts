import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  caseMergeListSchema,
  caseMergeViewSchema,
  decideMergeSchema,
  idParamsSchema,
  proposeMergeSchema,
  undoMergeSchema,
  type CaseMergeList,
  type CaseMergeView,
  type DecideMerge,
  type ProposeMerge,
  type UndoMerge,
  type UserContext,
} from '@an-tam/contracts';
import { DecideMergeService } from './decide-merge.service.js';
import { ProposeMergeService } from './propose-merge.service.js';

@Controller()
export class CaseMergesController {
  constructor(
    private readonly proposeMerge: ProposeMergeService,
    private readonly decideMerge: DecideMergeService,
  ) {}

  @Get('case-merges')
  @Permit('read', 'CaseMerge')
  @SerializeOptions({ schema: caseMergeListSchema })
  list(@Caller() caller: UserContext): Promise<CaseMergeList> {
    return this.proposeMerge.list(caller);
  }

  @Post('cases/:id/merge')
  @Permit('create', 'CaseMerge')
  @SerializeOptions({ schema: caseMergeViewSchema })
  propose(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: proposeMergeSchema }) body: ProposeMerge,
  ): Promise<CaseMergeView> {
    return this.proposeMerge.propose(caller, params.id, body);
  }

  @Post('case-merges/:id/decision')
  @HttpCode(200)
  @Permit('approve', 'CaseMerge')
  @SerializeOptions({ schema: caseMergeViewSchema })
  decide(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: decideMergeSchema }) body: DecideMerge,
  ): Promise<CaseMergeView> {
    return this.decideMerge.decide(caller, params.id, body);
  }

  @Post('case-merges/:id/undoing')
  @HttpCode(200)
  @Permit('update', 'CaseMerge')
  @SerializeOptions({ schema: caseMergeViewSchema })
  undo(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: undoMergeSchema }) body: UndoMerge,
  ): Promise<CaseMergeView> {
    return this.decideMerge.undo(caller, params.id, body.version);
  }
}
