import { Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { consentWithdrawnSchema, idParamsSchema, type UserContext } from '@an-tam/contracts';
import { z } from 'zod';
import { WithdrawConsentService } from './withdraw-consent.service.js';

const paramsSchema = idParamsSchema.extend({ consentId: z.uuid() });

@Controller('cases/:id/consents/:consentId/withdrawal')
export class WithdrawalsController {
  constructor(private readonly withdrawConsent: WithdrawConsentService) {}

  @Post()
  @HttpCode(200)
  @Permit('withdraw', 'Consent')
  @SerializeOptions({ schema: consentWithdrawnSchema })
  withdraw(@Caller() caller: UserContext, @Param({ schema: paramsSchema }) params: z.infer<typeof paramsSchema>) {
    return this.withdrawConsent.withdraw(caller, params.id, params.consentId);
  }
}
