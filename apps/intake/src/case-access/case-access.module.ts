import { Global, Module } from '@nestjs/common';
import { CaseMapper } from './case.mapper.js';
import { CaseRepository } from './case.repository.js';
import { ClientFactsService } from './client-facts.service.js';
import { LoadCaseService } from './load-case.service.js';

/** The one door to a case; every feature that adds to a case goes through it. */
@Global()
@Module({
  providers: [CaseMapper, CaseRepository, ClientFactsService, LoadCaseService],
  exports: [CaseMapper, CaseRepository, ClientFactsService, LoadCaseService],
})
export class CaseAccessModule {}
