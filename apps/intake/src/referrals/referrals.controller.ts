import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  caseReferralViewSchema,
  idParamsSchema,
  packetPreviewSchema,
  previewReferralSchema,
  referNeedSchema,
  type CaseReferralView,
  type PacketPreview,
  type PreviewReferral,
  type ReferNeed,
  type UserContext,
} from '@an-tam/contracts';
import { PreviewReferralQuery } from './preview-referral.query.js';
import { ReferNeedService } from './refer-need.service.js';

@Controller('cases/:id')
export class ReferralsController {
  constructor(
    private readonly referNeed: ReferNeedService,
    private readonly previewReferral: PreviewReferralQuery,
  ) {}

  @Post('referral-previews')
  @HttpCode(200)
  @Permit('create', 'Referral')
  @SerializeOptions({ schema: packetPreviewSchema })
  preview(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: previewReferralSchema }) body: PreviewReferral,
  ): Promise<PacketPreview> {
    return this.previewReferral.preview(caller, params.id, body);
  }

  @Post('referrals')
  @Permit('create', 'Referral')
  @SerializeOptions({ schema: caseReferralViewSchema })
  refer(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: referNeedSchema }) body: ReferNeed,
  ): Promise<CaseReferralView> {
    return this.referNeed.refer(caller, params.id, body);
  }
}
