import { Module } from '@nestjs/common';
import { AccountRepository } from './account.repository.js';
import { AccountsController } from './accounts.controller.js';
import { ColleaguesController } from './colleagues.controller.js';
import { FindAccountsQuery } from './find-accounts.query.js';
import { FindColleaguesQuery } from './find-colleagues.query.js';
import { GrantMembershipService } from './grant-membership.service.js';
import { RegisterAccountService } from './register-account.service.js';
import { RegisterOrganisationService } from './register-organisation.service.js';

@Module({
  controllers: [AccountsController, ColleaguesController],
  providers: [
    AccountRepository,
    FindAccountsQuery,
    FindColleaguesQuery,
    GrantMembershipService,
    RegisterAccountService,
    RegisterOrganisationService,
  ],
  exports: [AccountRepository, GrantMembershipService, RegisterAccountService, RegisterOrganisationService],
})
export class AccountsModule {}
