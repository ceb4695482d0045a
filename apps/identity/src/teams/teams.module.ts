import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.js';
import { ArrangeTeamsService } from './arrange-teams.service.js';
import { TeamRepository } from './team.repository.js';
import { TeamsController } from './teams.controller.js';

@Module({
  imports: [MembersModule],
  controllers: [TeamsController],
  providers: [ArrangeTeamsService, TeamRepository],
})
export class TeamsModule {}
