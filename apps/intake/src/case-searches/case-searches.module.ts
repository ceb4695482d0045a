import { Module } from '@nestjs/common';
import { CaseFinder } from './case-finder.js';
import { CaseSearchesController } from './case-searches.controller.js';
import { FindCasesQuery } from './find-cases.query.js';
import { NameScan } from './name-scan.js';

/** Finding a file within the caller's own scope, by whatever is known of it. */
@Module({ controllers: [CaseSearchesController], providers: [CaseFinder, FindCasesQuery, NameScan] })
export class CaseSearchesModule {}
