import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import {
  interactionViewSchema,
  passkeyOptionsSchema,
  signInAnswerSchema,
  signInCodeSchema,
  signInPasskeySchema,
  signInSchema,
  type PasskeyOptions,
  type SignInAnswer,
} from '@an-tam/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { KnownDevices } from '../attempts/index.js';
import { OpenIdInteractions } from '../openid/index.js';
import { ProveCodeService } from './prove-code.service.js';
import { ProvePasskeyService } from './prove-passkey.service.js';
import { ProvePasswordService } from './prove-password.service.js';

const interactionParamsSchema = z.object({ uid: z.string().regex(/^[\w-]{10,64}$/) });
type InteractionParams = z.infer<typeof interactionParamsSchema>;

const why = 'is how people sign in; bound to the browser that began the sign-in, limited per account and address';

/** How a sign-in was proved, in the words of RFC 8176. */
const methods = { password: ['pwd'], code: ['pwd', 'otp', 'mfa'], passkey: ['pop', 'user', 'mfa'] } as const;

@Controller('oidc/interaction')
export class SignInController {
  constructor(
    private readonly interactions: OpenIdInteractions,
    private readonly provePassword: ProvePasswordService,
    private readonly proveCode: ProveCodeService,
    private readonly provePasskey: ProvePasskeyService,
    private readonly devices: KnownDevices,
  ) {}

  @Get(':uid')
  @PublicRoute('asks whether the sign-in that this browser began is still open')
  @SerializeOptions({ schema: interactionViewSchema })
  async show(
    @Param({ schema: interactionParamsSchema }) { uid }: InteractionParams,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ open: true }> {
    await this.interactions.requireOpen(uid, request.raw, reply.raw);
    return { open: true };
  }

  @Post(':uid/sign-in')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: signInAnswerSchema })
  async password(
    @Param({ schema: interactionParamsSchema }) { uid }: InteractionParams,
    @Body({ schema: signInSchema }) body: z.infer<typeof signInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const step = await this.open(uid, request, reply);
    const { accountId, next } = await this.provePassword.execute({ ...step, ...body });
    return next === null ? this.finish(accountId, methods.password, request, reply) : { next };
  }

  @Post(':uid/code')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: signInAnswerSchema })
  async code(
    @Param({ schema: interactionParamsSchema }) { uid }: InteractionParams,
    @Body({ schema: signInCodeSchema }) { code }: z.infer<typeof signInCodeSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const step = await this.open(uid, request, reply);
    return this.finish(await this.proveCode.execute({ ...step, code }), methods.code, request, reply);
  }

  @Post(':uid/passkey-options')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: passkeyOptionsSchema })
  async passkeyOptions(
    @Param({ schema: interactionParamsSchema }) { uid }: InteractionParams,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasskeyOptions> {
    return { options: await this.provePasskey.begin(await this.open(uid, request, reply)) };
  }

  @Post(':uid/passkey')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: signInAnswerSchema })
  async passkey(
    @Param({ schema: interactionParamsSchema }) { uid }: InteractionParams,
    @Body({ schema: signInPasskeySchema }) { response }: z.infer<typeof signInPasskeySchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const step = await this.open(uid, request, reply);
    return this.finish(await this.provePasskey.execute({ ...step, response }), methods.passkey, request, reply);
  }

  private async open(uid: string, request: FastifyRequest, reply: FastifyReply) {
    await this.interactions.requireOpen(uid, request.raw, reply.raw);
    return { interactionUid: uid, address: request.ip, cookies: request.headers.cookie, requestId: request.id };
  }

  private async finish(
    accountId: string,
    amr: readonly string[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const redirectTo = await this.interactions.finish(accountId, amr, request.raw, reply.raw);
    // Beside the provider's own cookies, which it has put there.
    reply.raw.appendHeader('set-cookie', this.devices.remember(request.headers.cookie, accountId));
    return { redirectTo };
  }
}
