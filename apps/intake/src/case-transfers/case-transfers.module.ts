import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/index.js';
import { KeyRotationsModule } from '../key-rotations/index.js';
import { WithdrawalsModule } from '../withdrawals/index.js';
import { AnswerTransferService } from './answer-transfer.service.js';
import { CaseTransferRepository } from './case-transfer.repository.js';
import { CaseTransfersController } from './case-transfers.controller.js';
import { DecideTransferService } from './decide-transfer.service.js';
import { EndConsentOfTransfer } from './end-consent-of-transfer.js';
import { MoveCaseService } from './move-case.service.js';
import { MovedRows } from './moved-rows.js';
import { ReferralWhereabouts } from './referral-whereabouts.js';
import { RequestTransferService } from './request-transfer.service.js';

@Module({
  imports: [ConsentsModule, KeyRotationsModule, WithdrawalsModule],
  controllers: [CaseTransfersController],
  providers: [
    CaseTransferRepository,
    EndConsentOfTransfer,
    MovedRows,
    MoveCaseService,
    RequestTransferService,
    DecideTransferService,
    AnswerTransferService,
    ReferralWhereabouts,
  ],
  exports: [ReferralWhereabouts],
})
export class CaseTransfersModule {}
