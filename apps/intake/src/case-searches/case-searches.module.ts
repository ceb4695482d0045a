import { Module } from '@nestjs/common';
import { CaseFinder } from './case-finder.js';
import { CaseSearchesController } from './case-searches.controller.js';
import { FindCasesQuery } from './find-cases.query.js';
import { FindDuplicatePairsQuery } from './find-duplicate-pairs.query.js';
import { FindDuplicatesQuery } from './find-duplicates.query.js';
import { NameScan } from './name-scan.js';
import { PossibleDuplicatesController } from './possible-duplicates.controller.js';
import { SharedIndexRepository } from './shared-index.repository.js';

/** Finding a file within the caller's own scope, by whatever is known of it. */
@Module({
  controllers: [CaseSearchesController, PossibleDuplicatesController],
  providers: [
    CaseFinder,
    FindCasesQuery,
    FindDuplicatePairsQuery,
    FindDuplicatesQuery,
    NameScan,
    SharedIndexRepository,
  ],
})
export class CaseSearchesModule {}
