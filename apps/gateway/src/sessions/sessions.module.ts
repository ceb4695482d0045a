import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.js';
import { EndOwnSessionsService } from './end-own-sessions.service.js';
import { EndSessionService } from './end-session.service.js';
import { FindOwnSessionsQuery } from './find-own-sessions.query.js';
import { OpenSessionService } from './open-session.service.js';
import { OwnSessionsController } from './own-sessions.controller.js';
import { ResolveSessionService } from './resolve-session.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionController } from './session.controller.js';
import { SessionRepository } from './session.repository.js';
import { SwitchOrganisationService } from './switch-organisation.service.js';

@Module({
  imports: [IdentityModule],
  controllers: [OwnSessionsController, SessionController],
  providers: [
    EndOwnSessionsService,
    EndSessionService,
    FindOwnSessionsQuery,
    OpenSessionService,
    ResolveSessionService,
    SessionCookie,
    SessionRepository,
    SwitchOrganisationService,
  ],
  exports: [OpenSessionService, ResolveSessionService, SessionCookie],
})
export class SessionsModule {}
