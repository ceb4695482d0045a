import { Global, Module, type DynamicModule } from '@nestjs/common';
import { BusinessCalendar } from '@an-tam/http';
import { CodeChecks } from './code-checks.js';
import type { IntakeSettings } from '../settings.js';
import { INTAKE_CONFIG } from './intake-config.token.js';
import { ReferenceDataController } from './reference-data.controller.js';
import { loadIntakeConfig } from './reference-data.js';

/** What every feature reads and none changes: lists, wordings, rules, and the calendar. */
@Global()
@Module({})
export class ReferenceDataModule {
  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: ReferenceDataModule,
      controllers: [ReferenceDataController],
      providers: [
        {
          provide: INTAKE_CONFIG,
          useFactory: () => loadIntakeConfig(settings.AN_TAM_CONFIG_DIR, settings.AN_TAM_PROVINCE),
        },
        CodeChecks,
        { provide: BusinessCalendar, useFactory: () => new BusinessCalendar(settings.AN_TAM_DEMO_TODAY) },
      ],
      exports: [INTAKE_CONFIG, BusinessCalendar, CodeChecks],
    };
  }
}
