import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@an-tam/persistence';
import {
  AccountRepository,
  GrantMembershipService,
  RegisterAccountService,
  RegisterOrganisationService,
  type OrganisationRow,
} from '../accounts/index.js';
import { GiveEnrolmentCodeService } from './give-enrolment-code.service.js';
import { makeAccountName } from './account-name.js';

const displayName = 'Quản trị viên';

/** There is an administrator who can invite everybody else. */
export class AdministratorExistsError extends Error {
  override readonly name = 'AdministratorExistsError';
}

/**
 * The first administrator of an installation that has none: who can read the server's terminal gets a one-time code. As
 * long as nobody has taken it up, asking again replaces the code; afterwards it is refused for good.
 */
@Injectable()
export class FirstAdministratorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountRepository,
    private readonly registrations: RegisterOrganisationService,
    private readonly registerAccount: RegisterAccountService,
    private readonly grantMembership: GrantMembershipService,
    private readonly giveCode: GiveEnrolmentCodeService,
  ) {}

  /** @throws AdministratorExistsError */
  async execute(
    organisation: Omit<OrganisationRow, 'id'>,
  ): Promise<{ readonly account: string; readonly code: string }> {
    const context = { actor: { system: 'accounts' }, requestId: 'first-administrator' };
    return this.unitOfWork.run(context, async (tx) => {
      const waiting = await this.accounts.findAdministrator(tx);
      if (waiting?.enrolled) throw new AdministratorExistsError();
      if (waiting) return { account: waiting.name, code: await this.giveCode.execute(tx, waiting.id) };
      const found = await this.accounts.findOrganisationByName(tx, organisation.name);
      const { id: organisationId } = found ?? (await this.registrations.execute(tx, organisation));
      const name = makeAccountName(displayName);
      const id = await this.registerAccount.execute(tx, { name, displayName, isDemo: false });
      await this.grantMembership.execute(tx, id, organisationId, ['administrator']);
      return { account: name, code: await this.giveCode.execute(tx, id) };
    });
  }
}
