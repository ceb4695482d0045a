import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { FactorResetsModule } from '../factor-resets/index.js';
import { FindGrantsQuery } from './find-grants.query.js';
import { GrantsController } from './grants.controller.js';

@Module({
  imports: [AccountsModule, FactorResetsModule],
  controllers: [GrantsController],
  providers: [FindGrantsQuery],
})
export class GrantsModule {}
