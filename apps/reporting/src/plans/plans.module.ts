import { Module, type DynamicModule } from '@nestjs/common';
import { FindUnitTargetsQuery } from './find-unit-targets.query.js';
import { PlanCatalogue } from './plan-catalogue.js';
import { UnitTargetsController } from './unit-targets.controller.js';

@Module({})
export class PlansModule {
  static forRoot(plans: PlanCatalogue): DynamicModule {
    return {
      module: PlansModule,
      controllers: [UnitTargetsController],
      providers: [FindUnitTargetsQuery, { provide: PlanCatalogue, useValue: plans }],
      exports: [PlanCatalogue],
      global: true,
    };
  }
}
