import { Body, Controller, Get, Header, HttpCode, Post, Req, Res, SerializeOptions } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import { sessionViewSchema, switchOrganisationSchema, type SessionView } from '@an-tam/contracts';
import { UnauthenticatedError } from '@an-tam/http/tokens';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndSessionService } from './end-session.service.js';
import { ResolveSessionService } from './resolve-session.service.js';
import { SessionCookie } from './session-cookie.js';
import { sessionViewOf } from './session.mapper.js';
import { SwitchOrganisationService } from './switch-organisation.service.js';

@Controller()
export class SessionController {
  constructor(
    private readonly resolveSession: ResolveSessionService,
    private readonly switchOrganisation: SwitchOrganisationService,
    private readonly endSession: EndSessionService,
    private readonly cookie: SessionCookie,
  ) {}

  /** Does not keep an idle session alive: an open page alone is no use of it. */
  @Get('api/session')
  @PublicRoute('tells a page who is signed in, which may be nobody')
  @SerializeOptions({ schema: sessionViewSchema })
  async show(@Req() request: FastifyRequest): Promise<SessionView> {
    const session = await this.resolveSession.execute(this.cookie.read(request, 'session'), request.id, false);
    return session ? sessionViewOf(session.actor, session.grants, session.cookie) : { signedIn: false };
  }

  @Post('auth/organisation')
  @HttpCode(200)
  @PublicRoute('resolves the session itself and answers 401 without one')
  @SerializeOptions({ schema: sessionViewSchema })
  async change(
    @Body({ schema: switchOrganisationSchema }) body: { organisationId: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const session = await this.resolveSession.execute(this.cookie.read(request, 'session'), request.id, true);
    if (!session) throw new UnauthenticatedError();
    const changed = await this.switchOrganisation.execute(session, body.organisationId, request.id);
    this.cookie.write(reply, 'session', changed.cookie);
    return sessionViewOf(changed.actor, changed.grants, changed.cookie);
  }

  @Post('auth/sign-out')
  @HttpCode(204)
  @Header('clear-site-data', '"cache", "cookies", "storage"')
  @PublicRoute('ends the session of the cookie it comes with')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const cookie = this.cookie.read(request, 'session');
    if (cookie !== undefined) await this.endSession.execute(cookie, request.id);
    this.cookie.clear(reply, 'session');
  }
}
