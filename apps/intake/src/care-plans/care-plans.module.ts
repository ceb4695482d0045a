import { Module } from '@nestjs/common';
import { CareSettingsModule } from '../care-settings/index.js';
import { CarePlanWriter } from './care-plan-writer.js';
import { CarePlanRepository } from './care-plan.repository.js';
import { CarePlansController } from './care-plans.controller.js';
import { SaveCarePlanService } from './save-care-plan.service.js';
import { ShowCarePlanQuery } from './show-care-plan.query.js';

@Module({
  imports: [CareSettingsModule],
  controllers: [CarePlansController],
  providers: [CarePlanRepository, CarePlanWriter, SaveCarePlanService, ShowCarePlanQuery],
  exports: [CarePlanRepository],
})
export class CarePlansModule {}
