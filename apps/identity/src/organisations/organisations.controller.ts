import { Body, Controller, Get, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, StepUp } from '@an-tam/access-rules/nest';
import {
  idParamsSchema,
  invitedMemberSchema,
  inviteFirstMemberSchema,
  organisationListSchema,
  registeredOrganisationSchema,
  registerOrganisationSchema,
  type InvitedMember,
  type InviteFirstMember,
  type OrganisationList,
  type RegisteredOrganisation,
  type RegisterOrganisation,
  type UserContext,
} from '@an-tam/contracts';
import { KeepOrganisationsService } from './keep-organisations.service.js';

@Controller('organisations')
export class OrganisationsController {
  constructor(private readonly organisations: KeepOrganisationsService) {}

  @Get()
  @Permit('read', 'Organisation')
  @SerializeOptions({ schema: organisationListSchema })
  list(@Caller() caller: UserContext): Promise<OrganisationList> {
    return this.organisations.list(caller);
  }

  @Post()
  @Permit('create', 'Organisation')
  @StepUp()
  @SerializeOptions({ schema: registeredOrganisationSchema })
  register(
    @Caller() caller: UserContext,
    @Body({ schema: registerOrganisationSchema }) body: RegisterOrganisation,
  ): Promise<RegisteredOrganisation> {
    return this.organisations.register(caller, body);
  }

  @Post(':id/invitations')
  @Permit('update', 'Organisation')
  @StepUp()
  @SerializeOptions({ schema: invitedMemberSchema })
  inviteFirst(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Body({ schema: inviteFirstMemberSchema }) { displayName }: InviteFirstMember,
  ): Promise<InvitedMember> {
    return this.organisations.inviteFirst(caller, id, displayName);
  }
}
