import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { colleagueListSchema, type ColleagueList, type UserContext } from '@an-tam/contracts';
import { FindColleaguesQuery } from './find-colleagues.query.js';

@Controller('colleagues')
export class ColleaguesController {
  constructor(private readonly findColleagues: FindColleaguesQuery) {}

  @Get()
  @Permit('read', 'Colleague')
  @SerializeOptions({ schema: colleagueListSchema })
  list(@Caller() caller: UserContext): Promise<ColleagueList> {
    return this.findColleagues.list(caller);
  }
}
