import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { centreListSchema, type CentreList, type UserContext } from '@an-tam/contracts';
import { FindCentresQuery } from './find-centres.query.js';

@Controller('centres')
export class CentresController {
  constructor(private readonly findCentres: FindCentresQuery) {}

  @Get()
  @Permit('read', 'Centre')
  @SerializeOptions({ schema: centreListSchema })
  list(@Caller() caller: UserContext): Promise<CentreList> {
    return this.findCentres.list(caller);
  }
}
