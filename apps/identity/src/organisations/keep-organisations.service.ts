import { Inject, Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import type {
  InvitedMember,
  OrganisationList,
  RegisteredOrganisation,
  RegisterOrganisation,
  UserContext,
} from '@an-tam/contracts';
import { AccountRepository, RegisterOrganisationService } from '../accounts/index.js';
import { MemberDesk } from '../members/index.js';
import { identitySettingsToken, type IdentitySettings } from '../settings.js';
import { readCommunes } from './commune-list.js';
import { hasAdministrators, OrganisationDesk } from './organisation-desk.js';
import {
  CommuneUnknownError,
  OrganisationNameTakenError,
  OrganisationNotFoundError,
  OrganisationStaffedError,
} from './organisation.errors.js';
import { OrganisationQuery } from './organisation.query.js';

/**
 * The administrator of the core's host registers the organisations of its province and hands over each one's first
 * invitation. From the moment somebody there has set up the sign-in the host has no hand in who works there, or it could
 * make itself a member anywhere.
 */
@Injectable()
export class KeepOrganisationsService {
  private readonly communes: ReturnType<typeof readCommunes>;

  constructor(
    private readonly members: MemberDesk,
    private readonly accounts: AccountRepository,
    private readonly organisations: OrganisationQuery,
    private readonly registrations: RegisterOrganisationService,
    private readonly desk: OrganisationDesk,
    @Inject(identitySettingsToken) settings: IdentitySettings,
  ) {
    this.communes = readCommunes(settings.AN_TAM_CONFIG_DIR);
  }

  async list(context: UserContext): Promise<OrganisationList> {
    const { actor } = context;
    return this.members.change(context, async (change) => {
      const organisations = await this.organisations.list(change.upkeep, actor);
      await this.members.record(change, { action: 'read', resource: 'Organisation' });
      return { organisations, communes: [...(this.communes.get(actor.provinceCode) ?? [])] };
    });
  }

  /** @throws OutOfScopeError, OrganisationNameTakenError, CommuneUnknownError */
  async register(context: UserContext, body: RegisterOrganisation): Promise<RegisteredOrganisation> {
    const { name, kind, communeCode, firstMember } = body;
    const { provinceCode } = context.actor;
    throwUnlessCan(context.actor, 'create', 'Organisation', { provinceCode });
    const known = this.communes.get(provinceCode) ?? [];
    if (communeCode !== null && !known.some(({ code }) => code === communeCode)) throw new CommuneUnknownError();
    return this.members.change(context, async ({ upkeep, asCaller }) => {
      if (await this.accounts.findOrganisationByName(upkeep, name)) throw new OrganisationNameTakenError();
      const row = await this.registrations.execute(asCaller, { name, kind, provinceCode, communeCode });
      return { id: row.id, invited: await this.desk.invite({ upkeep, asCaller }, row, firstMember) };
    });
  }

  /** @throws OrganisationNotFoundError, OrganisationStaffedError */
  async inviteFirst(context: UserContext, id: string, displayName: string): Promise<InvitedMember> {
    const invited = await this.members.change(context, async (change) => {
      const organisation = await this.organisations.find(change.upkeep, context.actor, id);
      if (!organisation) return null;
      if (organisation.staffed && hasAdministrators(organisation.kind)) throw new OrganisationStaffedError();
      return this.desk.invite(change, organisation, displayName);
    });
    if (invited) return invited;
    await this.members.deny(context, { action: 'update', resource: 'Organisation', recordId: id });
    throw new OrganisationNotFoundError();
  }
}
