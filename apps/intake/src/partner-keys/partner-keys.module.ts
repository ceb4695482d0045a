import { Module } from '@nestjs/common';
import { FindPartnerKeyPinsQuery } from './find-partner-key-pins.query.js';
import { PartnerKeyPinRepository } from './partner-key-pin.repository.js';
import { PartnerKeysController } from './partner-keys.controller.js';
import { PinPartnerKeyService } from './pin-partner-key.service.js';

@Module({
  controllers: [PartnerKeysController],
  providers: [PartnerKeyPinRepository, PinPartnerKeyService, FindPartnerKeyPinsQuery],
  exports: [FindPartnerKeyPinsQuery],
})
export class PartnerKeysModule {}
