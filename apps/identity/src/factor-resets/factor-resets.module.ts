import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { FactorsModule } from '../factors/index.js';
import { AskFactorResetService } from './ask-factor-reset.service.js';
import { DecideFactorResetService } from './decide-factor-reset.service.js';
import { FactorResetRepository } from './factor-reset.repository.js';
import { FactorResetsController } from './factor-resets.controller.js';
import { FindFactorResetsQuery } from './find-factor-resets.query.js';
import { StopOwnFactorResetService } from './stop-own-factor-reset.service.js';

@Module({
  imports: [AccountsModule, FactorsModule],
  controllers: [FactorResetsController],
  providers: [
    AskFactorResetService,
    DecideFactorResetService,
    FactorResetRepository,
    FindFactorResetsQuery,
    StopOwnFactorResetService,
  ],
  exports: [FactorResetRepository],
})
export class FactorResetsModule {}
