import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, StepUp } from '@an-tam/access-rules/nest';
import {
  idParamsSchema,
  invitedMemberSchema,
  inviteMemberSchema,
  setRolesSchema,
  type InvitedMember,
  type InviteMember,
  type SetRoles,
  type UserContext,
} from '@an-tam/contracts';
import { ChangeMemberService } from './change-member.service.js';
import { InviteMemberService } from './invite-member.service.js';

@Controller('accounts')
export class MembersController {
  constructor(
    private readonly invite: InviteMemberService,
    private readonly change: ChangeMemberService,
  ) {}

  @Post()
  @Permit('create', 'Account')
  @StepUp()
  @SerializeOptions({ schema: invitedMemberSchema })
  add(@Caller() caller: UserContext, @Body({ schema: inviteMemberSchema }) body: InviteMember): Promise<InvitedMember> {
    return this.invite.execute(caller, body);
  }

  @Post(':id/roles')
  @HttpCode(204)
  @Permit('update', 'Account')
  @StepUp()
  setRoles(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Body({ schema: setRolesSchema }) { roles }: SetRoles,
  ): Promise<void> {
    return this.change.setRoles(caller, id, roles);
  }

  @Post(':id/membership-end')
  @HttpCode(204)
  @Permit('update', 'Account')
  @StepUp()
  end(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) { id }: { id: string }): Promise<void> {
    return this.change.endMembership(caller, id);
  }

  @Post(':id/invitations')
  @Permit('update', 'Account')
  @StepUp()
  @SerializeOptions({ schema: invitedMemberSchema })
  inviteAgain(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
  ): Promise<InvitedMember> {
    return this.change.inviteAgain(caller, id);
  }
}
