import { Body, Controller, Get, HttpCode, Param, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import { interactionViewSchema, signInAnswerSchema, signInSchema } from '@an-tam/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OpenIdInteractions } from '../openid/index.js';
import { SignInService } from './sign-in.service.js';

const interactionParamsSchema = z.object({ uid: z.string().regex(/^[\w-]{10,64}$/) });
type InteractionParams = z.infer<typeof interactionParamsSchema>;

@Controller('oidc/interaction')
export class SignInController {
  constructor(
    private readonly interactions: OpenIdInteractions,
    private readonly signIn: SignInService,
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
  @PublicRoute('is how people sign in; bound to the browser that began the sign-in, limited per account and address')
  @SerializeOptions({ schema: signInAnswerSchema })
  async submit(
    @Param({ schema: interactionParamsSchema }) { uid }: InteractionParams,
    @Body({ schema: signInSchema }) body: z.infer<typeof signInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof signInAnswerSchema>> {
    await this.interactions.requireOpen(uid, request.raw, reply.raw);
    const accountId = await this.signIn.execute({ ...body, address: request.ip, requestId: request.id });
    return { redirectTo: await this.interactions.finish(accountId, request.raw, reply.raw) };
  }
}
