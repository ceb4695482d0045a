import { Body, Controller, HttpCode, Post, Req, SerializeOptions } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import {
  beginEnrolmentSchema,
  completeEnrolmentSchema,
  enrolmentViewSchema,
  recoveryCodesSchema,
  type CompleteEnrolment,
  type EnrolmentView,
  type RecoveryCodes,
} from '@an-tam/contracts';
import type { FastifyRequest } from 'fastify';
import { EnrolService } from './enrol.service.js';

const why = 'is how somebody without a sign-in sets one up; needs a one-time code, limited per address';

@Controller('oidc/enrolment')
export class EnrolmentController {
  constructor(private readonly enrol: EnrolService) {}

  @Post('begin')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: enrolmentViewSchema })
  begin(
    @Body({ schema: beginEnrolmentSchema }) body: { code: string },
    @Req() request: FastifyRequest,
  ): Promise<EnrolmentView> {
    return this.enrol.begin({ ...body, address: request.ip, requestId: request.id });
  }

  @Post('complete')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: recoveryCodesSchema })
  async complete(
    @Body({ schema: completeEnrolmentSchema }) body: CompleteEnrolment,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodes> {
    return { codes: await this.enrol.complete({ ...body, address: request.ip, requestId: request.id }) };
  }
}
