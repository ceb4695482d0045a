import { Module, type DynamicModule } from '@nestjs/common';
import { KeyRotationsModule } from '../key-rotations/index.js';
import { ReferralsModule } from '../referrals/index.js';
import type { IntakeSettings } from '../settings.js';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';
import { CertificateMapper } from './certificate.mapper.js';
import { EraseCaseService } from './erase-case.service.js';
import { ErasureReconciler } from './erasure-reconciler.js';
import { ErasuresController } from './erasures.controller.js';
import { FindCertificateQuery } from './find-certificate.query.js';
import { FinishErasureService } from './finish-erasure.service.js';
import { IntendErasureService } from './intend-erasure.service.js';
import { KEY_BACKUP_DAYS } from './key-backup-days.token.js';
import { ShredCaseService } from './shred-case.service.js';

/** Destroying a case: intent, keys, rows; what is left is a tombstone without identity. */
@Module({})
export class ErasuresModule {
  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: ErasuresModule,
      imports: [KeyRotationsModule, ReferralsModule],
      controllers: [ErasuresController],
      providers: [
        { provide: KEY_BACKUP_DAYS, useValue: settings.AN_TAM_KEY_BACKUP_DAYS },
        CaseTombstoneRepository,
        CertificateMapper,
        IntendErasureService,
        FinishErasureService,
        FindCertificateQuery,
        EraseCaseService,
        ShredCaseService,
        ErasureReconciler,
      ],
      exports: [CaseTombstoneRepository, FinishErasureService, IntendErasureService],
    };
  }
}
