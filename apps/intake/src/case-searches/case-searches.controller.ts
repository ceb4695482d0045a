import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  caseSearchResultSchema,
  searchCasesSchema,
  type CaseSearchResult,
  type SearchCases,
  type UserContext,
} from '@an-tam/contracts';
import { FindCasesQuery } from './find-cases.query.js';

@Controller('case-searches')
export class CaseSearchesController {
  constructor(private readonly findCases: FindCasesQuery) {}

  @Post()
  @HttpCode(200)
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: caseSearchResultSchema })
  search(
    @Caller() caller: UserContext,
    @Body({ schema: searchCasesSchema }) body: SearchCases,
  ): Promise<CaseSearchResult> {
    return this.findCases.find(caller, body);
  }
}
