import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, DenialLog } from '@an-tam/access-rules/nest';
import { AuditLog, AuditModule, AuditSealingModule } from '@an-tam/audit';
import { AuditEntriesModule } from '@an-tam/audit/nest';
import {
  BusinessCalendar,
  HealthController,
  importTrustedKeys,
  loggingModule,
  RequestTokens,
  SigningKeys,
} from '@an-tam/http';
import { OutboxModule } from '@an-tam/outbox';
import { PersistenceModule } from '@an-tam/persistence';
import { DirectoryModule, NeedDomains } from './directory/index.js';
import { InboxModule } from './inbox/index.js';
import { MessagesModule } from './messages/index.js';
import { migrations } from './migrations/index.js';
import { PartnerKeysModule } from './partner-keys/index.js';
import { Referral, ReferralsModule, ReferralTransition } from './referrals/index.js';
import type { ReferralSettings } from './settings.js';

const service = 'referral';

/** A packet holds up to 1 MiB, which its text form makes larger by a third. */
export const maximumBodyBytes = 2 * 1_048_576;

/** What the features read of the configuration. */
@Global()
@Module({})
class ConfigurationModule {
  static forRoot(calendar: BusinessCalendar, needs: NeedDomains): DynamicModule {
    const providers = [
      { provide: BusinessCalendar, useValue: calendar },
      { provide: NeedDomains, useValue: needs },
    ];
    return { module: ConfigurationModule, providers, exports: [BusinessCalendar, NeedDomains] };
  }
}

/** Carries sealed packets it cannot read, keeps the directory and runs the closed loop. */
@Module({})
export class ReferralModule {
  static async forRoot(settings: ReferralSettings): Promise<DynamicModule> {
    const trusted = await importTrustedKeys(settings.AN_TAM_TRUSTED_KEYS, settings.AN_TAM_TRUSTED_KEYS_FILE);
    const peers = {
      service,
      keys: new SigningKeys(settings.AN_TAM_SERVICE_KEY, settings.AN_TAM_SERVICE_KEY_FILE),
      addresses: { intake: settings.AN_TAM_INTAKE_URL },
    };
    const needs = await NeedDomains.load(settings.AN_TAM_CONFIG_DIR);
    return {
      module: ReferralModule,
      imports: [
        loggingModule(service, settings.AN_TAM_LOG_LEVEL),
        PersistenceModule.forRoot({
          url: settings.AN_TAM_DATABASE_URL,
          entities: [Referral, ReferralTransition],
          migrations,
        }),
        AuditModule,
        ...AuditSealingModule.forService(service, settings),
        OutboxModule.forRoot(peers, settings.AN_TAM_DATABASE_URL),
        DiscoveryModule,
        ConfigurationModule.forRoot(new BusinessCalendar(settings.AN_TAM_DEMO_TODAY), needs),
        AuditEntriesModule,
        DirectoryModule,
        InboxModule,
        MessagesModule,
        PartnerKeysModule,
        ReferralsModule,
      ],
      controllers: [HealthController],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: RequestTokens, useFactory: () => new RequestTokens(service, trusted) },
        { provide: DenialLog, useExisting: AuditLog },
      ],
    };
  }
}
