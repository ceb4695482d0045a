import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, DenialLog } from '@an-tam/access-rules/nest';
import { AuditLog, AuditModule, AuditSealingModule, type AuditSealingSettings } from '@an-tam/audit';
import { AuditEntriesModule } from '@an-tam/audit/nest';
import type { TrustedKey } from '@an-tam/disclosure-control';
import { HealthController, loggingModule } from '@an-tam/http';
import { RequestTokens, type TrustedKeys } from '@an-tam/http/tokens';
import { PersistenceModule } from '@an-tam/persistence';
import type { AdministrativeUnits } from './administrative-units/index.js';
import { CoverageModule } from './coverage/index.js';
import { migrations } from './migrations/index.js';
import { PlansModule, type PlanCatalogue } from './plans/index.js';
import { ReleasesModule } from './releases/index.js';

export interface ReportingOptions {
  readonly databaseUrl: string;
  readonly logLevel: string;
  /** Verifies people's and services' tokens. */
  readonly trustedKeys: TrustedKeys;
  readonly releaseKeys: readonly TrustedKey[];
  readonly plans: PlanCatalogue;
  readonly administrativeUnits: AdministrativeUnits;
  readonly auditSealing: AuditSealingSettings;
}

/** Released aggregates only: no key but the one that seals its own audit log, no way to a person, no outgoing call. */
@Module({})
export class ReportingModule {
  static forRoot(options: ReportingOptions): DynamicModule {
    const releases = ReleasesModule.forRoot(options.releaseKeys);
    return {
      module: ReportingModule,
      imports: [
        loggingModule('reporting', options.logLevel),
        PersistenceModule.forRoot({ url: options.databaseUrl, entities: [], migrations }),
        AuditModule,
        ...AuditSealingModule.forService('reporting', options.auditSealing),
        DiscoveryModule,
        PlansModule.forRoot(options.plans),
        releases,
        AuditEntriesModule,
        CoverageModule.forRoot(options.administrativeUnits, releases),
      ],
      controllers: [HealthController],
      providers: [
        { provide: RequestTokens, useValue: new RequestTokens('reporting', options.trustedKeys) },
        { provide: DenialLog, useExisting: AuditLog },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
