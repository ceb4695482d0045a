import { Module } from '@nestjs/common';
import { CareSettingRepository } from './care-setting.repository.js';
import { CareSettingsController } from './care-settings.controller.js';
import { ChangeCareSettingsService } from './change-care-settings.service.js';

@Module({
  controllers: [CareSettingsController],
  providers: [CareSettingRepository, ChangeCareSettingsService],
  exports: [CareSettingRepository],
})
export class CareSettingsModule {}
