import { Body, Controller, Get, Put, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { careSettingsSchema, type CareSettings, type UserContext } from '@an-tam/contracts';
import { ChangeCareSettingsService } from './change-care-settings.service.js';

@Controller('care-settings')
export class CareSettingsController {
  constructor(private readonly settings: ChangeCareSettingsService) {}

  @Get()
  @Permit('read', 'CareSetting')
  @SerializeOptions({ schema: careSettingsSchema })
  show(@Caller() caller: UserContext): Promise<CareSettings> {
    return this.settings.show(caller);
  }

  @Put()
  @Permit('update', 'CareSetting')
  @SerializeOptions({ schema: careSettingsSchema })
  change(
    @Caller() caller: UserContext,
    @Body({ schema: careSettingsSchema }) body: CareSettings,
  ): Promise<CareSettings> {
    return this.settings.change(caller, body);
  }
}
