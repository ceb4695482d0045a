import { Module } from '@nestjs/common';
import { CaseFinder } from './case-finder.js';
import { CaseSearchesController } from './case-searches.controller.js';
import { FindCasesQuery } from './find-cases.query.js';
import { FindDuplicatesQuery } from './find-duplicates.query.js';
import { NameScan } from './name-scan.js';
import { PossibleDuplicatesController } from './possible-duplicates.controller.js';

/** Finding a file within the caller's own scope, by whatever is known of it. */
@Module({
  controllers: [CaseSearchesController, PossibleDuplicatesController],
  providers: [CaseFinder, FindCasesQuery, FindDuplicatesQuery, NameScan],
})
export class CaseSearchesModule {}
