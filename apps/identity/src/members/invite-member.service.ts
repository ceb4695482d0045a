import { Injectable } from '@nestjs/common';
import { rolesOfKind, type InvitedMember, type InviteMember, type UserContext } from '@an-tam/contracts';
import { GrantMembershipService, RegisterAccountService } from '../accounts/index.js';
import { GiveEnrolmentCodeService, makeAccountName } from '../enrolment/index.js';
import { RoleNotInOrganisationError } from './member.errors.js';
import { MemberDesk } from './member-desk.js';

/** An administrator brings somebody new into the own organisation. */
@Injectable()
export class InviteMemberService {
  constructor(
    private readonly desk: MemberDesk,
    private readonly registerAccount: RegisterAccountService,
    private readonly grantMembership: GrantMembershipService,
    private readonly giveCode: GiveEnrolmentCodeService,
  ) {}

  /** @returns the account's name and the one-time code, to be handed over in person. @throws RoleNotInOrganisationError */
  async execute(context: UserContext, { displayName, roles }: InviteMember): Promise<InvitedMember> {
    const { organisationId, organisationKind } = context.actor;
    if (roles.some((role) => !rolesOfKind[organisationKind].includes(role))) throw new RoleNotInOrganisationError();
    const account = makeAccountName(displayName);
    return this.desk.change(context, async (change) => {
      const { upkeep, asCaller } = change;
      const id = await this.registerAccount.execute(asCaller, { name: account, displayName, isDemo: false });
      await this.grantMembership.execute(asCaller, id, organisationId, roles);
      const code = await this.giveCode.execute(upkeep, id);
      await this.desk.record(change, { action: 'create', resource: 'EnrolmentCode', recordId: id });
      return { id, account, code };
    });
  }
}
