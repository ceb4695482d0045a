import { Controller, Get, Inject, NotFoundException, Post, Req, Res } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { gatewaySettingsToken, publicOrigin, serviceUrl, type GatewaySettings } from '../settings.js';
import { forwardRequest, pickHeaders } from './forward-request.js';
import { isBrowserEndpoint } from './proxied-path.rules.js';

const passedOn = ['accept', 'accept-language', 'content-type', 'content-length', 'cookie'];
const passedBack = ['content-type', 'content-length', 'location', 'retry-after', 'set-cookie'];

/** The OpenID provider under the public address. It sees the public host, so its cookies and links are right. */
@Controller('oidc')
export class OpenIdProxyController {
  private readonly identityUrl: string;
  private readonly publicHost: string;
  private readonly publicProtocol: string;

  constructor(@Inject(gatewaySettingsToken) settings: GatewaySettings) {
    const { host, protocol } = new URL(publicOrigin(settings));
    this.identityUrl = serviceUrl(settings, 'identity');
    this.publicHost = host;
    this.publicProtocol = protocol.replace(':', '');
  }

  @Get('*')
  @PublicRoute('is visited while signing in; the provider checks the request')
  visit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  @Post('interaction/:uid/:step')
  @PublicRoute('is how people sign in; identity checks and limits it')
  signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  @Post('enrolment/:step')
  @PublicRoute('is how somebody sets up a sign-in with a one-time code; identity checks and limits it')
  enrol(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  private forward(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!isBrowserEndpoint(request.url)) throw new NotFoundException();
    return forwardRequest(request, reply, {
      target: this.identityUrl + request.url,
      requestHeaders: (given) => ({
        ...pickHeaders(given, passedOn),
        host: this.publicHost,
        'x-forwarded-host': this.publicHost,
        'x-forwarded-proto': this.publicProtocol,
        'x-forwarded-for': request.ip,
        'x-request-id': request.id,
      }),
      responseHeaders: (given) => ({ ...pickHeaders(given, passedBack), 'cache-control': 'no-store' }),
    });
  }
}
