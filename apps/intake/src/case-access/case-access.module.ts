import { Global, Module } from '@nestjs/common';
import { CaseRepository } from './case.repository.js';
import { ClientFactsService } from './client-facts.service.js';
import { ExclusionRepository } from './exclusion.repository.js';
import { LoadCaseService } from './load-case.service.js';

/** The one door to a case; every feature that adds to a case goes through it. */
@Global()
@Module({
  providers: [CaseRepository, ClientFactsService, ExclusionRepository, LoadCaseService],
  exports: [CaseRepository, ClientFactsService, ExclusionRepository, LoadCaseService],
})
export class CaseAccessModule {}
