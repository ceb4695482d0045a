import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  coverLeaveSchema,
  idParamsSchema,
  leaveCoverListSchema,
  leaveCoverSchema,
  type CoverLeave,
  type LeaveCover,
  type UserContext,
} from '@an-tam/contracts';
import { CoverLeaveService } from './cover-leave.service.js';

@Controller('leave-covers')
export class LeaveCoversController {
  constructor(private readonly coverLeave: CoverLeaveService) {}

  @Get()
  @Permit('read', 'LeaveCover')
  @SerializeOptions({ schema: leaveCoverListSchema })
  list(@Caller() caller: UserContext): Promise<{ covers: LeaveCover[] }> {
    return this.coverLeave.list(caller);
  }

  @Post()
  @Permit('create', 'LeaveCover')
  @SerializeOptions({ schema: leaveCoverSchema })
  cover(@Caller() caller: UserContext, @Body({ schema: coverLeaveSchema }) body: CoverLeave): Promise<LeaveCover> {
    return this.coverLeave.cover(caller, body);
  }

  @Post(':id/end')
  @HttpCode(204)
  @Permit('update', 'LeaveCover')
  end(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) params: { id: string }): Promise<void> {
    return this.coverLeave.end(caller, params.id);
  }
}
