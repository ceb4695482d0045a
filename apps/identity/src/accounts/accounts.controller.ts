import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { accountsPageSchema, type AccountsPage, type UserContext } from '@an-tam/contracts';
import { FindAccountsQuery } from './find-accounts.query.js';

@Controller('accounts')
export class AccountsController {
  constructor(private readonly findAccounts: FindAccountsQuery) {}

  @Get()
  @Permit('read', 'Account')
  @SerializeOptions({ schema: accountsPageSchema })
  list(@Caller() caller: UserContext): Promise<AccountsPage> {
    return this.findAccounts.list(caller);
  }
}
