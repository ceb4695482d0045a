import { Controller, Get, HttpCode, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { PermitService, PublicRoute, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { EndProviderSessionService } from './end-provider-session.service.js';
import { OpenIdProvider } from './openid-provider.js';

const mountPath = '/oidc';

const sessionParamsSchema = z.object({ uid: z.string().regex(/^[\w-]{10,64}$/) });

/** Hands the protocol's endpoints to the provider, which answers by itself. */
@Controller('oidc')
export class OpenIdController {
  constructor(private readonly openId: OpenIdProvider) {}

  @Get('*')
  @PublicRoute('is an OpenID endpoint that a browser visits; the provider checks the request')
  visit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  @Post('token')
  @PublicRoute('is the OpenID token endpoint; the provider authenticates the client')
  token(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  @Post('request')
  @PublicRoute('is the endpoint for pushed authorization requests; the provider authenticates the client')
  push(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  private async forward(request: FastifyRequest & { rawBody?: Buffer }, reply: FastifyReply): Promise<void> {
    const { raw } = request;
    if (!raw.url?.startsWith(`${mountPath}/`)) throw new NotFoundException();
    // The body was read by then; the provider takes it from here, byte for byte.
    Object.assign(raw, {
      body: request.rawBody?.toString('utf8'),
      originalUrl: raw.url,
      url: raw.url.slice(mountPath.length),
    });
    reply.hijack();
    await this.openId.current().callback()(raw, reply.raw);
  }
}

/** For the gateway: signing out there ends the session here too. */
@Controller('internal/provider-sessions')
export class ProviderSessionsController {
  constructor(private readonly endSession: EndProviderSessionService) {}

  @Post(':uid/end')
  @HttpCode(204)
  @PermitService('gateway')
  end(
    @Param({ schema: sessionParamsSchema }) { uid }: { uid: string },
    @Req() request: AuthenticatedRequest,
  ): Promise<void> {
    return this.endSession.execute(uid, request.id);
  }
}
