import { Body, Controller, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  followUpViewSchema,
  idParamsSchema,
  recordFollowUpSchema,
  type FollowUpView,
  type RecordFollowUp,
  type UserContext,
} from '@an-tam/contracts';
import { RecordFollowUpService } from './record-follow-up.service.js';

@Controller('cases/:id/follow-ups')
export class FollowUpsController {
  constructor(private readonly recordFollowUp: RecordFollowUpService) {}

  @Post()
  @Permit('update', 'CaseFile')
  @SerializeOptions({ schema: followUpViewSchema })
  record(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: recordFollowUpSchema }) body: RecordFollowUp,
  ): Promise<FollowUpView> {
    return this.recordFollowUp.record(caller, params.id, body);
  }
}
