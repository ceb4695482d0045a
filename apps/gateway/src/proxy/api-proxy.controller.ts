import { All, Controller, Inject, NotFoundException, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { PublicRoute } from '@an-tam/access-rules/nest';
import { attachmentBodyBytes } from '@an-tam/contracts';
import { SigningKeys, UnauthenticatedError } from '@an-tam/http/tokens';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ResolveSessionService, SessionCookie } from '../sessions/index.js';
import { gatewaySettingsToken, proxiedServices, serviceUrl, type GatewaySettings } from '../settings.js';
import { forwardRequest, pickHeaders } from './forward-request.js';
import { servicePath } from './proxied-path.rules.js';
import { TokenPurse } from './token-purse.js';

/** What a service needs to know of a request; cookies, tokens and addresses from outside stay outside. */
const passedOn = ['accept', 'accept-language', 'content-type', 'content-length', 'idempotency-key'];
/** What a page needs to know of an answer; only the gateway sets cookies. */
const passedBack = [
  'content-type',
  'content-length',
  'content-disposition',
  'content-language',
  'retry-after',
  'location',
];

@Controller('api')
export class ApiProxyController {
  private readonly tokens: TokenPurse;

  constructor(
    private readonly resolveSession: ResolveSessionService,
    private readonly cookie: SessionCookie,
    @Inject(gatewaySettingsToken) private readonly settings: GatewaySettings,
  ) {
    this.tokens = new TokenPurse(new SigningKeys(settings.AN_TAM_SERVICE_KEY, settings.AN_TAM_SERVICE_KEY_FILE));
  }

  /** The one request that may be long: a document for a file. */
  @Post('intake/cases/:id/attachments')
  @RouteConfig({ bodyLimit: attachmentBodyBytes })
  @PublicRoute('is passed on as every other request')
  forwardAttachment(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.forward(request, reply);
  }

  /** Every request is made in the name of the session's person, with the roles held at this moment. */
  @All(':service/*')
  @PublicRoute('resolves the session, answers 401 without one, and the service behind decides with the minted token')
  async forward(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const service = proxiedServices.find((name) => request.url.startsWith(`/api/${name}/`));
    const path = service && servicePath(request.url, service);
    if (!service || !path) throw new NotFoundException();
    const session = await this.resolveSession.execute(this.cookie.read(request, 'session'), request.id, true);
    if (!session) throw new UnauthenticatedError();
    const token = await this.tokens.tokenFor(session.actor, service);
    await forwardRequest(request, reply, {
      target: serviceUrl(this.settings, service) + path,
      requestHeaders: (given) => ({
        ...pickHeaders(given, passedOn),
        authorization: `Bearer ${token}`,
        'x-request-id': request.id,
      }),
      responseHeaders: (given) => ({ ...pickHeaders(given, passedBack), 'cache-control': 'no-store' }),
    });
  }
}
