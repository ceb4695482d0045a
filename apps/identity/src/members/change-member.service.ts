import { Injectable } from '@nestjs/common';
import { rolesOfKind, type InvitedMember, type Role, type UserContext } from '@an-tam/contracts';
import { AccountRepository, GrantMembershipService } from '../accounts/index.js';
import { GiveEnrolmentCodeService } from '../enrolment/index.js';
import { AlreadyEnrolledError, RoleNotInOrganisationError } from './member.errors.js';
import { MemberDesk } from './member-desk.js';

/** An administrator changes what a member of the own organisation may do; it takes effect with the member's next request. */
@Injectable()
export class ChangeMemberService {
  constructor(
    private readonly desk: MemberDesk,
    private readonly accounts: AccountRepository,
    private readonly grantMembership: GrantMembershipService,
    private readonly giveCode: GiveEnrolmentCodeService,
  ) {}

  /** @throws MemberNotFoundError, OwnMembershipError, RoleNotInOrganisationError, RoleSeparationError */
  async setRoles(context: UserContext, accountId: string, roles: readonly Role[]): Promise<void> {
    const { organisationId, organisationKind } = context.actor;
    await this.desk.changeMember(context, accountId, async ({ asCaller }) => {
      if (roles.some((role) => !rolesOfKind[organisationKind].includes(role))) throw new RoleNotInOrganisationError();
      await this.grantMembership.execute(asCaller, accountId, organisationId, roles);
    });
  }

  /** The account stays, with what it holds elsewhere. @throws MemberNotFoundError, OwnMembershipError */
  async endMembership(context: UserContext, accountId: string): Promise<void> {
    await this.desk.changeMember(context, accountId, async (change) => {
      await this.accounts.endMembership(change.upkeep, accountId, context.actor.organisationId);
      await this.desk.record(change, { action: 'erase', resource: 'Membership', recordId: accountId });
    });
  }

  /** A new code for an invitation not taken up. @throws MemberNotFoundError, OwnMembershipError, AlreadyEnrolledError */
  async inviteAgain(context: UserContext, accountId: string): Promise<InvitedMember> {
    return this.desk.changeMember(context, accountId, async (change) => {
      const account = await this.accounts.findWithPassword(change.upkeep, accountId);
      if (!account || account.hash !== null) throw new AlreadyEnrolledError();
      const code = await this.giveCode.execute(change.upkeep, accountId);
      await this.desk.record(change, { action: 'create', resource: 'EnrolmentCode', recordId: accountId });
      return { id: accountId, account: account.name, code };
    });
  }
}
