import { Module } from '@nestjs/common';
import { DecideEmergencyService } from './decide-emergency.service.js';
import { EmergencyAccessRepository } from './emergency-access.repository.js';
import { EmergencyAccessesController } from './emergency-accesses.controller.js';
import { OpenEmergencyService } from './open-emergency.service.js';

@Module({
  controllers: [EmergencyAccessesController],
  providers: [DecideEmergencyService, EmergencyAccessRepository, OpenEmergencyService],
  exports: [EmergencyAccessRepository],
})
export class EmergencyAccessesModule {}
