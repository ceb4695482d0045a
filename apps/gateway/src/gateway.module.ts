import helmet from '@fastify/helmet';
import replyFrom from '@fastify/reply-from';
import staticFiles from '@fastify/static';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, RouterModule } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessGuard, assertRoutesDeclared, DenialLog } from '@an-tam/access-rules/nest';
import { AuditLog, AuditModule, AuditSealingModule } from '@an-tam/audit';
import { AuditEntriesModule } from '@an-tam/audit/nest';
import { loggingModule } from '@an-tam/http';
import { importTrustedKeys, RequestTokens } from '@an-tam/http/tokens';
import { PersistenceModule } from '@an-tam/persistence';
import { HealthModule } from './health/index.js';
import { migrations } from './migrations/index.js';
import { PagesModule } from './pages/index.js';
import { ProxyModule } from './proxy/index.js';
import { helmetOptions, permissionsPolicy } from './security-headers.js';
import {
  CrossSiteGuard,
  ResolveSessionService,
  SessionCallers,
  SessionCookie,
  SessionsModule,
} from './sessions/index.js';
import { GatewaySettingsModule } from './settings.module.js';
import { gatewaySettingsToken, type GatewaySettings } from './settings.js';
import { SignInModule } from './sign-in/index.js';

@Module({})
export class GatewayModule {
  static async forRoot(settings: GatewaySettings): Promise<DynamicModule> {
    const trusted = await importTrustedKeys(settings.AN_TAM_TRUSTED_KEYS, settings.AN_TAM_TRUSTED_KEYS_FILE);
    return {
      module: GatewayModule,
      imports: [
        loggingModule('gateway', settings.AN_TAM_LOG_LEVEL),
        GatewaySettingsModule.forRoot(settings),
        PersistenceModule.forRoot({ url: settings.AN_TAM_DATABASE_URL, entities: [], migrations }),
        AuditModule,
        ...AuditSealingModule.forService('gateway', settings),
        AuditEntriesModule,
        // Beside the logs of the services behind: /api/intake/audit-entries and the like.
        RouterModule.register([{ path: 'api/gateway', module: AuditEntriesModule }]),
        DiscoveryModule,
        SessionsModule,
        SignInModule,
        ProxyModule,
        HealthModule,
        PagesModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: CrossSiteGuard },
        {
          provide: RequestTokens,
          inject: [ResolveSessionService, SessionCookie],
          useFactory: (sessions: ResolveSessionService, cookie: SessionCookie) =>
            new SessionCallers(trusted, sessions, cookie),
        },
        { provide: DenialLog, useExisting: AuditLog },
      ],
    };
  }
}

/** Longest wait for the first byte of a service's answer, in milliseconds: closing a period computes for a while. */
const patience = 120_000;

/** Refuses undeclared routes, then adds security headers, the proxy and file serving. */
export async function prepareGateway(app: NestFastifyApplication): Promise<void> {
  assertRoutesDeclared(app);
  const settings = app.get<GatewaySettings>(gatewaySettingsToken, { strict: false });
  await app.register(helmet, helmetOptions(settings.AN_TAM_PUBLIC_URL.startsWith('https:')));
  await app.register(replyFrom, {
    undici: { headersTimeout: patience, bodyTimeout: patience },
    disableCache: true,
    disableRequestLogging: true,
    destroyAgent: true,
  });
  await app.register(staticFiles, { serve: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      void reply.header('permissions-policy', permissionsPolicy);
      if (/^\/(api|auth|oidc)\//.test(request.url)) void reply.header('cache-control', 'no-store');
    });
}
