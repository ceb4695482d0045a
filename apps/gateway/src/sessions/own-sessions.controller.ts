import { Controller, Get, HttpCode, Param, Post, Req, SerializeOptions } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import { endedSessionsSchema, idParamsSchema, ownSessionListSchema, type OwnSessionList } from '@an-tam/contracts';
import { UnauthenticatedError } from '@an-tam/http/tokens';
import type { FastifyRequest } from 'fastify';
import { EndOwnSessionsService } from './end-own-sessions.service.js';
import { FindOwnSessionsQuery } from './find-own-sessions.query.js';
import { ResolveSessionService, type ResolvedSession } from './resolve-session.service.js';
import { SessionCookie } from './session-cookie.js';

const why = 'resolves the session itself and answers 401 without one; shows and ends the own sessions alone';

@Controller('api/sessions')
export class OwnSessionsController {
  constructor(
    private readonly resolveSession: ResolveSessionService,
    private readonly findOwnSessions: FindOwnSessionsQuery,
    private readonly endOwnSessions: EndOwnSessionsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @PublicRoute(why)
  @SerializeOptions({ schema: ownSessionListSchema })
  async list(@Req() request: FastifyRequest): Promise<OwnSessionList> {
    return { sessions: await this.findOwnSessions.list(await this.requireSession(request), request.id) };
  }

  @Post('end-others')
  @HttpCode(200)
  @PublicRoute(why)
  @SerializeOptions({ schema: endedSessionsSchema })
  async endOthers(@Req() request: FastifyRequest): Promise<{ ended: number }> {
    return { ended: await this.endOwnSessions.endOthers(await this.requireSession(request), request.id) };
  }

  @Post(':id/end')
  @HttpCode(204)
  @PublicRoute(why)
  async end(@Param({ schema: idParamsSchema }) { id }: { id: string }, @Req() request: FastifyRequest): Promise<void> {
    await this.endOwnSessions.endOne(await this.requireSession(request), id, request.id);
  }

  private async requireSession(request: FastifyRequest): Promise<ResolvedSession> {
    const session = await this.resolveSession.execute(this.cookie.read(request, 'session'), request.id, true);
    if (!session) throw new UnauthenticatedError();
    return session;
  }
}
