import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  duplicatePairsSchema,
  idParamsSchema,
  possibleDuplicatesSchema,
  type DuplicatePairs,
  type PossibleDuplicates,
  type UserContext,
} from '@an-tam/contracts';
import { FindDuplicatePairsQuery } from './find-duplicate-pairs.query.js';
import { FindDuplicatesQuery } from './find-duplicates.query.js';

@Controller()
export class PossibleDuplicatesController {
  constructor(
    private readonly findDuplicates: FindDuplicatesQuery,
    private readonly findPairs: FindDuplicatePairsQuery,
  ) {}

  @Get('cases/:id/possible-duplicates')
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: possibleDuplicatesSchema })
  list(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<PossibleDuplicates> {
    return this.findDuplicates.find(caller, params.id);
  }

  /** For whoever hands files over. */
  @Get('duplicate-pairs')
  @Permit('assign', 'CaseFile')
  @SerializeOptions({ schema: duplicatePairsSchema })
  listPairs(@Caller() caller: UserContext): Promise<DuplicatePairs> {
    return this.findPairs.find(caller);
  }
}
