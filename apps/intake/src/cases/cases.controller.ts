import { Body, Controller, Get, Param, Patch, Post, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  caseIdentitySchema,
  caseListItemSchema,
  caseListQuerySchema,
  caseListSchema,
  caseViewSchema,
  changeCaseSchema,
  idParamsSchema,
  openCaseSchema,
  readTogetherSchema,
  type CaseIdentity,
  type CaseListItem,
  type CaseListQuery,
  type CaseView,
  type ChangeCase,
  type OpenCase,
  type ReadTogether,
  type UserContext,
} from '@an-tam/contracts';
import { ChangeCaseService } from './change-case.service.js';
import { ListCasesQuery } from './list-cases.query.js';
import { OpenCaseService } from './open-case.service.js';
import { ReadTogetherQuery } from './read-together.query.js';
import { ShowCaseQuery } from './show-case.query.js';
import { ShowIdentityQuery } from './show-identity.query.js';

@Controller('cases')
export class CasesController {
  constructor(
    private readonly openCase: OpenCaseService,
    private readonly changeCase: ChangeCaseService,
    private readonly listCases: ListCasesQuery,
    private readonly showCase: ShowCaseQuery,
    private readonly showIdentity: ShowIdentityQuery,
    private readonly readTogether: ReadTogetherQuery,
  ) {}

  @Post()
  @Permit('create', 'CaseFile')
  @SerializeOptions({ schema: caseListItemSchema })
  open(@Caller() caller: UserContext, @Body({ schema: openCaseSchema }) body: OpenCase): Promise<CaseListItem> {
    return this.openCase.open(caller, body);
  }

  @Get()
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: caseListSchema })
  list(@Caller() caller: UserContext, @Query({ schema: caseListQuerySchema }) query: CaseListQuery) {
    return this.listCases.list(caller, query);
  }

  @Get(':id')
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: caseViewSchema })
  show(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) params: { id: string }): Promise<CaseView> {
    return this.showCase.show(caller, params.id);
  }

  @Get(':id/identity')
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: caseIdentitySchema })
  identity(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<CaseIdentity> {
    return this.showIdentity.show(caller, params.id);
  }

  @Patch(':id')
  @Permit('update', 'CaseFile')
  @SerializeOptions({ schema: caseListItemSchema })
  change(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: changeCaseSchema }) body: ChangeCase,
  ): Promise<CaseListItem> {
    return this.changeCase.change(caller, params.id, body);
  }

  /** What the client reads of her file, with a worker beside her. */
  @Get(':id/read-together')
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: readTogetherSchema })
  together(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<ReadTogether> {
    return this.readTogether.read(caller, params.id);
  }
}
