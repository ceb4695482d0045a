import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard, DenialLog } from '@an-tam/access-rules/nest';
import { AuditLog, AuditModule, AuditSealingModule } from '@an-tam/audit';
import { AuditEntriesModule } from '@an-tam/audit/nest';
import { HealthController, importTrustedKeys, loggingModule, RequestTokens, SigningKeys } from '@an-tam/http';
import { OutboxModule } from '@an-tam/outbox';
import { PersistenceModule } from '@an-tam/persistence';
import { AccessFindingsModule } from './access-findings/index.js';
import { AttachmentEntity, AttachmentsModule } from './attachments/index.js';
import { AuditDeskModule } from './audit-desk/index.js';
import { CaseAccessModule, CaseFileEntity, ClientEntity } from './case-access/index.js';
import { auditKeyStore, CaseKeysModule } from './case-keys/index.js';
import { CarePlanEntity, CarePlansModule } from './care-plans/index.js';
import { CareSettingsModule } from './care-settings/index.js';
import { CaseMergesModule } from './case-merges/index.js';
import { CaseReadersModule } from './case-readers/index.js';
import { CaseSearchesModule } from './case-searches/index.js';
import { CaseTransfersModule } from './case-transfers/index.js';
import { CasesModule } from './cases/index.js';
import { CentreStaffModule } from './centre-staff/index.js';
import { ClosureEntity, ClosuresModule } from './closures/index.js';
import { ConsentEntity, ConsentsModule } from './consents/index.js';
import { ContactEntity, ContactsModule } from './contacts/index.js';
import { CaseTombstoneEntity, ErasuresModule } from './erasures/index.js';
import { EmergencyAccessesModule } from './emergency-accesses/index.js';
import { FollowUpEntity, FollowUpsModule, PlannedFollowUpEntity } from './follow-ups/index.js';
import { KeyRotationEntity, KeyRotationsModule } from './key-rotations/index.js';
import { LeaveCoversModule } from './leave-covers/index.js';
import { MessagesModule } from './messages/index.js';
import { migrations } from './migrations/index.js';
import { OrphanKeysModule } from './orphan-keys/index.js';
import { PartnerKeyPinEntity, PartnerKeysModule } from './partner-keys/index.js';
import { PendingContactsModule } from './pending-contacts/index.js';
import { QuestionnairesModule } from './questionnaires/index.js';
import { ReferenceDataModule } from './reference-data/index.js';
import { CaseReferralEntity, ReferralsModule } from './referrals/index.js';
import { RetentionModule } from './retention/index.js';
import { SafeReachModule } from './safe-reach/index.js';
import { SafeguardingConcernEntity, SafeguardingModule } from './safeguarding/index.js';
import { ScreeningEntity, ScreeningsModule } from './screenings/index.js';
import { SealingModule } from './sealing/index.js';
import type { IntakeSettings } from './settings.js';
import { ReleaseApprovalEntity, ReleaseEntity, StatisticsModule } from './statistics/index.js';
import { SupervisionModule } from './supervision/index.js';
import { TodayModule } from './today/index.js';
import { WithdrawalsModule } from './withdrawals/index.js';

const service = 'intake';

/** The confidential core: cases sealed under keys of their own. */
@Module({})
export class IntakeModule {
  static async forRoot(settings: IntakeSettings): Promise<DynamicModule> {
    const trusted = await importTrustedKeys(settings.AN_TAM_TRUSTED_KEYS, settings.AN_TAM_TRUSTED_KEYS_FILE);
    const peers = {
      service,
      keys: new SigningKeys(settings.AN_TAM_SERVICE_KEY, settings.AN_TAM_SERVICE_KEY_FILE),
      addresses: { referral: settings.AN_TAM_REFERRAL_URL, reporting: settings.AN_TAM_REPORTING_URL },
    };
    const erasures = ErasuresModule.forRoot(settings);
    return {
      module: IntakeModule,
      imports: [
        loggingModule(service, settings.AN_TAM_LOG_LEVEL),
        PersistenceModule.forRoot({
          url: settings.AN_TAM_DATABASE_URL,
          entities: [
            ContactEntity,
            CaseFileEntity,
            CaseTombstoneEntity,
            KeyRotationEntity,
            ClientEntity,
            ConsentEntity,
            ScreeningEntity,
            FollowUpEntity,
            PlannedFollowUpEntity,
            CarePlanEntity,
            ClosureEntity,
            AttachmentEntity,
            SafeguardingConcernEntity,
            CaseReferralEntity,
            PartnerKeyPinEntity,
            ReleaseEntity,
            ReleaseApprovalEntity,
          ],
          migrations,
        }),
        AuditModule,
        ...AuditSealingModule.forService(service, settings, auditKeyStore),
        AuditEntriesModule,
        AuditDeskModule,
        AccessFindingsModule.forRoot(settings),
        CentreStaffModule.forRoot(service, peers.keys, settings.AN_TAM_IDENTITY_URL),
        OutboxModule.forRoot(peers, settings.AN_TAM_DATABASE_URL),
        DiscoveryModule,
        ReferenceDataModule.forRoot(settings),
        QuestionnairesModule.forRoot(settings),
        SealingModule,
        CaseKeysModule.forRoot(settings),
        CaseAccessModule,
        SafeReachModule,
        SafeguardingModule.forRoot(settings),
        ContactsModule,
        PendingContactsModule,
        CasesModule,
        CaseMergesModule,
        CaseReadersModule,
        CaseSearchesModule,
        CaseTransfersModule,
        ConsentsModule,
        ScreeningsModule,
        FollowUpsModule,
        LeaveCoversModule,
        EmergencyAccessesModule,
        PartnerKeysModule,
        ReferralsModule,
        WithdrawalsModule,
        CareSettingsModule,
        CarePlansModule,
        ClosuresModule,
        AttachmentsModule,
        TodayModule,
        SupervisionModule,
        KeyRotationsModule,
        OrphanKeysModule,
        erasures,
        RetentionModule.forRoot(erasures),
        MessagesModule,
        StatisticsModule.forRoot(settings),
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
