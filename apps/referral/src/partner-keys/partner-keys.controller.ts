import { Body, Controller, Get, Header, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, StepUp } from '@an-tam/access-rules/nest';
import {
  createPartnerKeySchema,
  partnerKeyAnswerSchema,
  type CreatePartnerKey,
  type UserContext,
} from '@an-tam/contracts';
import { CreatePartnerKeyService } from './create-partner-key.service.js';
import { OpenPartnerKeyService } from './open-partner-key.service.js';
import type { PartnerKeyView } from './partner-key.mapper.js';

@Controller('partner-key')
export class PartnerKeysController {
  constructor(
    private readonly openPartnerKey: OpenPartnerKeyService,
    private readonly createPartnerKey: CreatePartnerKeyService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'PartnerKey')
  @SerializeOptions({ schema: partnerKeyAnswerSchema })
  async open(@Caller() caller: UserContext): Promise<{ key: PartnerKeyView | null }> {
    return this.openPartnerKey.open(caller);
  }

  @Post()
  @Header('cache-control', 'no-store')
  @Permit('create', 'PartnerKey')
  @StepUp()
  @SerializeOptions({ schema: partnerKeyAnswerSchema })
  async create(
    @Caller() caller: UserContext,
    @Body({ schema: createPartnerKeySchema }) body: CreatePartnerKey,
  ): Promise<{ key: PartnerKeyView }> {
    return this.createPartnerKey.create(caller, body);
  }
}
