import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Team, TeamList, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { MemberDesk } from '../members/index.js';
import { TeamNameTakenError, TeamNotFoundError } from './team.errors.js';
import { TeamRepository } from './team.repository.js';

/** An administrator divides the own organisation into teams; who is moved sees other files with the next request. */
@Injectable()
export class ArrangeTeamsService {
  constructor(
    private readonly desk: MemberDesk,
    private readonly teams: TeamRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async list(context: UserContext): Promise<TeamList> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'Team' });
      return { teams: await this.teams.list(tx, context.actor.organisationId) };
    });
  }

  /** @throws TeamNameTakenError */
  async add(context: UserContext, name: string): Promise<Team> {
    const team = { id: randomUUID(), name };
    return this.desk.change(context, async (change) => {
      if (!(await this.teams.insert(change.upkeep, context.actor.organisationId, team))) throw new TeamNameTakenError();
      await this.desk.record(change, { action: 'create', resource: 'Team', recordId: team.id });
      return team;
    });
  }

  /** @throws MemberNotFoundError, OwnMembershipError, TeamNotFoundError */
  async setTeam(context: UserContext, accountId: string, teamId: string | null): Promise<void> {
    const { organisationId } = context.actor;
    await this.desk.changeMember(context, accountId, async (change) => {
      const known = await this.teams.list(change.upkeep, organisationId);
      if (teamId !== null && !known.some(({ id }) => id === teamId)) throw new TeamNotFoundError();
      await this.teams.setTeam(change.upkeep, accountId, organisationId, teamId);
      await this.desk.record(change, { action: 'update', resource: 'Membership', recordId: accountId });
    });
  }
}
