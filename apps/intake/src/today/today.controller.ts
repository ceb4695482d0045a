import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { todayQuerySchema, todaySchema, type Today, type TodayQuery, type UserContext } from '@an-tam/contracts';
import { ShowTodayQuery } from './show-today.query.js';

@Controller('today')
export class TodayController {
  constructor(private readonly showToday: ShowTodayQuery) {}

  @Get()
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: todaySchema })
  show(@Caller() caller: UserContext, @Query({ schema: todayQuerySchema }) query: TodayQuery): Promise<Today> {
    return this.showToday.show(caller, query);
  }
}
