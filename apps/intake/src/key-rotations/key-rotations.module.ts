import { Module } from '@nestjs/common';
import { AdvanceRotationService } from './advance-rotation.service.js';
import { FindKeyStatusQuery } from './find-key-status.query.js';
import { KeyOperationsController } from './key-operations.controller.js';
import { KeyRotationMapper } from './key-rotation.mapper.js';
import { KeyRotationRepository } from './key-rotation.repository.js';
import { KeyRotationRunner } from './key-rotation-runner.js';
import { CaseResealer } from './case-resealer.js';
import { ReindexCentreService } from './reindex-centre.service.js';
import { ResealCaseService } from './reseal-case.service.js';
import { SealedRowRepository } from './sealed-row.repository.js';
import { RewrapCentreService } from './rewrap-centre.service.js';
import { ROTATION_STEPS, type RotationStep } from './rotation-step.js';
import { RotationSteps } from './rotation-steps.js';
import { StartRotationService } from './start-rotation.service.js';

/** Exchanging keys while everybody works: one order a centre and kind, brought to its end whatever comes between. */
@Module({
  controllers: [KeyOperationsController],
  providers: [
    RewrapCentreService,
    SealedRowRepository,
    CaseResealer,
    ResealCaseService,
    ReindexCentreService,
    {
      provide: ROTATION_STEPS,
      inject: [RewrapCentreService, ResealCaseService, ReindexCentreService],
      useFactory: (...steps: RotationStep[]) => steps,
    },
    RotationSteps,
    KeyRotationRepository,
    KeyRotationMapper,
    AdvanceRotationService,
    KeyRotationRunner,
    StartRotationService,
    FindKeyStatusQuery,
  ],
  exports: [KeyRotationRepository, SealedRowRepository],
})
export class KeyRotationsModule {}
