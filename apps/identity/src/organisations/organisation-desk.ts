import { Injectable } from '@nestjs/common';
import { rolesOfKind, type InvitedMember, type OrganisationKind } from '@an-tam/contracts';
import { AuditLog } from '@an-tam/audit';
import { GrantMembershipService, RegisterAccountService } from '../accounts/index.js';
import { GiveEnrolmentCodeService, makeAccountName } from '../enrolment/index.js';
import type { MemberChange } from '../members/index.js';

/** Invites the first person of an organisation, who invites the others. */
@Injectable()
export class OrganisationDesk {
  constructor(
    private readonly registerAccount: RegisterAccountService,
    private readonly grantMembership: GrantMembershipService,
    private readonly giveCode: GiveEnrolmentCodeService,
    private readonly auditLog: AuditLog,
  ) {}

  /** An administrator; where the kind of organisation has none, somebody who enters its totals. */
  async invite(
    { upkeep, asCaller }: MemberChange,
    organisation: { readonly id: string; readonly kind: OrganisationKind },
    displayName: string,
  ): Promise<InvitedMember> {
    const account = makeAccountName(displayName);
    const id = await this.registerAccount.execute(asCaller, { name: account, displayName, isDemo: false });
    const role = hasAdministrators(organisation.kind) ? 'administrator' : 'reporting_officer';
    await this.grantMembership.execute(asCaller, id, organisation.id, [role]);
    const code = await this.giveCode.execute(upkeep, id);
    await this.auditLog.append(asCaller, { action: 'create', resource: 'EnrolmentCode', recordId: id });
    return { id, account, code };
  }
}

/** Whether an organisation of this kind looks after its members by itself. */
export const hasAdministrators = (kind: OrganisationKind): boolean => rolesOfKind[kind].includes('administrator');
