import { Body, Controller, Get, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, StepUp } from '@an-tam/access-rules/nest';
import {
  partnerKeyPinListSchema,
  partnerKeyPinViewSchema,
  pinPartnerKeySchema,
  type PinPartnerKey,
  type UserContext,
} from '@an-tam/contracts';
import { FindPartnerKeyPinsQuery } from './find-partner-key-pins.query.js';
import { pinViewOf } from './partner-key-pin.mapper.js';
import { PinPartnerKeyService } from './pin-partner-key.service.js';

@Controller('partner-key-pins')
export class PartnerKeysController {
  constructor(
    private readonly pinPartnerKey: PinPartnerKeyService,
    private readonly findPins: FindPartnerKeyPinsQuery,
  ) {}

  @Post()
  @Permit('create', 'PartnerKeyPin')
  @StepUp()
  @SerializeOptions({ schema: partnerKeyPinViewSchema })
  async pin(@Caller() caller: UserContext, @Body({ schema: pinPartnerKeySchema }) body: PinPartnerKey) {
    return pinViewOf(await this.pinPartnerKey.pin(caller, body));
  }

  @Get()
  @Permit('read', 'PartnerKeyPin')
  @SerializeOptions({ schema: partnerKeyPinListSchema })
  async list(@Caller() caller: UserContext) {
    return { pins: (await this.findPins.list(caller)).map(pinViewOf) };
  }
}
