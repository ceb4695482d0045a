import { Body, Controller, Get, Header, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  decideReferralSchema,
  idParamsSchema,
  inboxItemSchema,
  inboxListSchema,
  inboxReferralSchema,
  type DecideReferral,
  type InboxItem,
  type InboxReferral,
  type UserContext,
} from '@an-tam/contracts';
import { DecideReferralService } from './decide-referral.service.js';
import { ReadInboxService } from './read-inbox.service.js';

@Controller('inbox')
export class InboxController {
  constructor(
    private readonly readInbox: ReadInboxService,
    private readonly decideReferral: DecideReferralService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'InboxReferral')
  @SerializeOptions({ schema: inboxListSchema })
  async list(@Caller() caller: UserContext): Promise<{ referrals: InboxItem[] }> {
    return this.readInbox.list(caller);
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Permit('read', 'InboxReferral')
  @SerializeOptions({ schema: inboxReferralSchema })
  async open(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
  ): Promise<InboxReferral> {
    return this.readInbox.open(caller, id);
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Permit('decide', 'InboxReferral')
  @SerializeOptions({ schema: inboxItemSchema })
  async decide(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Body({ schema: decideReferralSchema }) body: DecideReferral,
  ): Promise<InboxItem> {
    return this.decideReferral.decide(caller, id, body);
  }
}
