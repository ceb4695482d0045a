import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { FactorResetsModule } from '../factor-resets/index.js';
import { CentreStaffController } from './centre-staff.controller.js';
import { FindGrantsQuery } from './find-grants.query.js';
import { GrantsController } from './grants.controller.js';
import { ListStaffQuery } from './list-staff.query.js';

@Module({
  imports: [AccountsModule, FactorResetsModule],
  controllers: [CentreStaffController, GrantsController],
  providers: [FindGrantsQuery, ListStaffQuery],
})
export class GrantsModule {}
