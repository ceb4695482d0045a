import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { idParamsSchema, possibleDuplicatesSchema, type PossibleDuplicates, type UserContext } from '@an-tam/contracts';
import { FindDuplicatesQuery } from './find-duplicates.query.js';

@Controller('cases/:id/possible-duplicates')
export class PossibleDuplicatesController {
  constructor(private readonly findDuplicates: FindDuplicatesQuery) {}

  @Get()
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: possibleDuplicatesSchema })
  list(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<PossibleDuplicates> {
    return this.findDuplicates.find(caller, params.id);
  }
}
