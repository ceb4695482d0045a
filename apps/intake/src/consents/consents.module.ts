import { Module } from '@nestjs/common';
import { ConsentWriter } from './consent-writer.js';
import { ConsentMapper } from './consent.mapper.js';
import { ConsentRepository } from './consent.repository.js';
import { ConsentsController } from './consents.controller.js';
import { FindConsentsQuery } from './find-consents.query.js';
import { GiveConsentService } from './give-consent.service.js';

@Module({
  controllers: [ConsentsController],
  providers: [ConsentMapper, ConsentRepository, ConsentWriter, FindConsentsQuery, GiveConsentService],
  exports: [ConsentMapper, ConsentRepository, ConsentWriter, FindConsentsQuery],
})
export class ConsentsModule {}
