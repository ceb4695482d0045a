import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { CaseMergeRepository } from './case-merge.repository.js';
import { CaseMergesController } from './case-merges.controller.js';
import { DecideMergeService } from './decide-merge.service.js';
import { FoldFileService } from './fold-file.service.js';
import { MergedFiles } from './merged-files.js';
import { ProposeMergeService } from './propose-merge.service.js';

@Module({
  imports: [CasesModule],
  controllers: [CaseMergesController],
  providers: [CaseMergeRepository, MergedFiles, FoldFileService, ProposeMergeService, DecideMergeService],
})
export class CaseMergesModule {}
