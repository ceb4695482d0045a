import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, StepUp } from '@an-tam/access-rules/nest';
import {
  emergencyAccessListSchema,
  emergencyAccessSchema,
  idParamsSchema,
  openEmergencySchema,
  reviewEmergencySchema,
  type EmergencyAccess,
  type OpenEmergency,
  type ReviewEmergency,
  type UserContext,
} from '@an-tam/contracts';
import { DecideEmergencyService } from './decide-emergency.service.js';
import { OpenEmergencyService } from './open-emergency.service.js';

@Controller('emergency-accesses')
export class EmergencyAccessesController {
  constructor(
    private readonly openEmergency: OpenEmergencyService,
    private readonly decideEmergency: DecideEmergencyService,
  ) {}

  @Post()
  @Permit('create', 'EmergencyAccess')
  @StepUp()
  @SerializeOptions({ schema: emergencyAccessSchema })
  open(
    @Caller() caller: UserContext,
    @Body({ schema: openEmergencySchema }) body: OpenEmergency,
  ): Promise<EmergencyAccess> {
    return this.openEmergency.open(caller, body);
  }

  @Get()
  @Permit('read', 'EmergencyAccess')
  @SerializeOptions({ schema: emergencyAccessListSchema })
  list(@Caller() caller: UserContext): Promise<{ accesses: EmergencyAccess[] }> {
    return this.decideEmergency.list(caller);
  }

  @Post(':id/approval')
  @HttpCode(200)
  @Permit('approve', 'EmergencyAccess')
  @StepUp()
  @SerializeOptions({ schema: emergencyAccessSchema })
  approve(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<EmergencyAccess> {
    return this.decideEmergency.approve(caller, params.id);
  }

  @Post(':id/review')
  @HttpCode(200)
  @Permit('review', 'EmergencyAccess')
  @SerializeOptions({ schema: emergencyAccessSchema })
  review(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: reviewEmergencySchema }) body: ReviewEmergency,
  ): Promise<EmergencyAccess> {
    return this.decideEmergency.review(caller, params.id, body);
  }
}
