import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, assertRoutesDeclared, DenialLog } from '@an-tam/access-rules/nest';
import { assertWhitelistCovers } from '@an-tam/access-rules/typeorm';
import { AuditLog, AuditModule, AuditSealingModule } from '@an-tam/audit';
import { AuditEntriesModule } from '@an-tam/audit/nest';
import { HealthController, loggingModule, SettingsError } from '@an-tam/http';
import { importTrustedKeys, RequestTokens } from '@an-tam/http/tokens';
import { PersistenceModule, UnitOfWork } from '@an-tam/persistence';
import { AccountRepository, accountScopeColumns, AccountsModule } from './accounts/index.js';
import { EnrolmentModule } from './enrolment/index.js';
import { FactorResetsModule, factorResetScopeColumns } from './factor-resets/index.js';
import { FactorsModule } from './factors/index.js';
import { GrantsModule } from './grants/index.js';
import { MembersModule } from './members/index.js';
import { TeamsModule } from './teams/index.js';
import { migrations } from './migrations/index.js';
import { OpenIdModule } from './openid/index.js';
import { OrganisationsModule, organisationScopeColumns } from './organisations/index.js';
import { OwnPasswordModule } from './passwords/index.js';
import { identitySettingsToken, type IdentitySettings } from './settings.js';
import { IdentitySettingsModule } from './settings.module.js';
import { SignInModule } from './sign-in/index.js';

@Module({})
export class IdentityModule {
  static async forRoot(settings: IdentitySettings): Promise<DynamicModule> {
    const trusted = await importTrustedKeys(settings.AN_TAM_TRUSTED_KEYS, settings.AN_TAM_TRUSTED_KEYS_FILE);
    return {
      module: IdentityModule,
      imports: [
        loggingModule('identity', settings.AN_TAM_LOG_LEVEL),
        IdentitySettingsModule.forRoot(settings),
        PersistenceModule.forRoot({ url: settings.AN_TAM_DATABASE_URL, entities: [], migrations }),
        AuditModule,
        ...AuditSealingModule.forService('identity', settings),
        DiscoveryModule,
        AccountsModule,
        AuditEntriesModule,
        EnrolmentModule,
        FactorResetsModule,
        FactorsModule,
        GrantsModule,
        MembersModule,
        OrganisationsModule,
        TeamsModule,
        OwnPasswordModule,
        SignInModule,
        OpenIdModule,
      ],
      controllers: [HealthController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: RequestTokens, useValue: new RequestTokens('identity', trusted) },
        { provide: DenialLog, useExisting: AuditLog },
      ],
    };
  }
}

/** @throws SettingsError when the production profile finds an account of the demo. */
async function refuseDemoAccounts(app: INestApplicationContext): Promise<void> {
  const settings = app.get<IdentitySettings>(identitySettingsToken, { strict: false });
  if (settings.AN_TAM_PROFILE !== 'production') return;
  const accounts = app.get(AccountRepository, { strict: false });
  const context = { actor: { system: 'accounts' }, requestId: 'start-up' };
  const found = await app.get(UnitOfWork, { strict: false }).run(context, (tx) => accounts.anyDemoAccount(tx));
  if (found) throw new SettingsError('The database holds demo accounts: the production profile needs one of its own.');
}

/** What must hold before identity serves. @throws with one line that says what does not. */
export async function checkIdentity(app: INestApplicationContext): Promise<void> {
  assertRoutesDeclared(app);
  assertWhitelistCovers('FactorReset', factorResetScopeColumns);
  for (const resource of ['Centre', 'Organisation'] as const) assertWhitelistCovers(resource, organisationScopeColumns);
  for (const resource of ['Account', 'Colleague'] as const) assertWhitelistCovers(resource, accountScopeColumns);
  await refuseDemoAccounts(app);
}
