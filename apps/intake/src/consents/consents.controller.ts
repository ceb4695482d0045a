import { Body, Controller, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  consentViewSchema,
  giveConsentSchema,
  idParamsSchema,
  type ConsentView,
  type GiveConsent,
  type UserContext,
} from '@an-tam/contracts';
import { GiveConsentService } from './give-consent.service.js';

@Controller('cases/:id/consents')
export class ConsentsController {
  constructor(private readonly giveConsent: GiveConsentService) {}

  @Post()
  @Permit('create', 'Consent')
  @SerializeOptions({ schema: consentViewSchema })
  give(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: giveConsentSchema }) body: GiveConsent,
  ): Promise<ConsentView> {
    return this.giveConsent.give(caller, params.id, body);
  }
}
