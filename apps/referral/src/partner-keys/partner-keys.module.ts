import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { CreatePartnerKeyService } from './create-partner-key.service.js';
import { OpenPartnerKeyService } from './open-partner-key.service.js';
import { PartnerKeyRepository } from './partner-key.repository.js';
import { PartnerKeysController } from './partner-keys.controller.js';

@Module({
  imports: [DirectoryModule],
  controllers: [PartnerKeysController],
  providers: [CreatePartnerKeyService, OpenPartnerKeyService, PartnerKeyRepository],
})
export class PartnerKeysModule {}
