import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, StepUp } from '@an-tam/access-rules/nest';
import {
  addTeamSchema,
  idParamsSchema,
  setTeamSchema,
  teamListSchema,
  teamSchema,
  type AddTeam,
  type SetTeam,
  type Team,
  type TeamList,
  type UserContext,
} from '@an-tam/contracts';
import { ArrangeTeamsService } from './arrange-teams.service.js';

@Controller()
export class TeamsController {
  constructor(private readonly arrange: ArrangeTeamsService) {}

  @Get('teams')
  @Permit('read', 'Account')
  @SerializeOptions({ schema: teamListSchema })
  list(@Caller() caller: UserContext): Promise<TeamList> {
    return this.arrange.list(caller);
  }

  @Post('teams')
  @Permit('update', 'Account')
  @StepUp()
  @SerializeOptions({ schema: teamSchema })
  add(@Caller() caller: UserContext, @Body({ schema: addTeamSchema }) { name }: AddTeam): Promise<Team> {
    return this.arrange.add(caller, name);
  }

  @Post('accounts/:id/team')
  @HttpCode(204)
  @Permit('update', 'Account')
  @StepUp()
  setTeam(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Body({ schema: setTeamSchema }) { teamId }: SetTeam,
  ): Promise<void> {
    return this.arrange.setTeam(caller, id, teamId);
  }
}
