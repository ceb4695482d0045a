import { Module } from '@nestjs/common';
import { AnsweredFactsService } from './answered-facts.service.js';
import { RecordScreeningService } from './record-screening.service.js';
import { ScreeningChecks } from './screening-checks.js';
import { ScreeningMapper } from './screening.mapper.js';
import { ScreeningRepository } from './screening.repository.js';
import { ScreeningsController } from './screenings.controller.js';
import { ShowScreeningQuery } from './show-screening.query.js';

@Module({
  controllers: [ScreeningsController],
  providers: [
    ScreeningMapper,
    ScreeningRepository,
    ScreeningChecks,
    AnsweredFactsService,
    RecordScreeningService,
    ShowScreeningQuery,
  ],
  exports: [ScreeningRepository],
})
export class ScreeningsModule {}
