import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { PublicRoute } from '@an-tam/access-rules/nest';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deviceOf, SessionCookie } from '../sessions/index.js';
import { gatewaySettingsToken, publicOrigin, type GatewaySettings } from '../settings.js';
import { BeginSignInService } from './begin-sign-in.service.js';
import { CompleteSignInService } from './complete-sign-in.service.js';
import { safeReturnPath } from './return-path.rules.js';

const signInQuerySchema = z.object({ returnTo: z.string().optional() });

/** The page shown when a sign-in did not come to its end; it says so and offers to begin again. */
const failedPath = '/?sign-in=failed';

@Controller('auth')
export class SignInController {
  private readonly origin: string;

  constructor(
    private readonly beginSignIn: BeginSignInService,
    private readonly completeSignIn: CompleteSignInService,
    private readonly cookie: SessionCookie,
    @Inject(gatewaySettingsToken) settings: GatewaySettings,
  ) {
    this.origin = publicOrigin(settings);
  }

  @Get('sign-in')
  @PublicRoute('begins a sign-in')
  async begin(
    @Query({ schema: signInQuerySchema }) { returnTo }: z.infer<typeof signInQuerySchema>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { cookie, location } = await this.beginSignIn.execute(safeReturnPath(returnTo, this.origin));
    this.cookie.write(reply, 'signIn', cookie);
    void reply.redirect(location, 303);
  }

  @Get('callback')
  @PublicRoute('ends a sign-in that the same browser began')
  async complete(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const done = await this.completeSignIn.execute({
      url: request.url,
      browserCookie: this.cookie.read(request, 'signIn'),
      sessionCookie: this.cookie.read(request, 'session'),
      device: deviceOf(request.headers['user-agent']),
      requestId: request.id,
    });
    this.cookie.clear(reply, 'signIn');
    if (done) this.cookie.write(reply, 'session', done.cookie);
    void reply.redirect(done?.returnTo ?? failedPath, 303);
  }
}
