import { Module, type DynamicModule } from '@nestjs/common';
import { assertWhitelistCovers } from '@an-tam/access-rules/typeorm';
import { AdministrativeUnits } from '../administrative-units/index.js';
import { releaseScopeColumns } from '../releases/index.js';
import { CoverageController } from './coverage.controller.js';
import { FindCoverageQuery } from './find-coverage.query.js';

@Module({})
export class CoverageModule {
  /** @param releases the module that offers received releases */
  static forRoot(units: AdministrativeUnits, releases: DynamicModule): DynamicModule {
    assertWhitelistCovers('Coverage', releaseScopeColumns);
    return {
      module: CoverageModule,
      imports: [releases],
      controllers: [CoverageController],
      providers: [FindCoverageQuery, { provide: AdministrativeUnits, useValue: units }],
    };
  }
}
