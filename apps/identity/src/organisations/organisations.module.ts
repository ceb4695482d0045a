import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { EnrolmentModule } from '../enrolment/index.js';
import { MembersModule } from '../members/index.js';
import { CentresController } from './centres.controller.js';
import { FindCentresQuery } from './find-centres.query.js';
import { KeepOrganisationsService } from './keep-organisations.service.js';
import { OrganisationDesk } from './organisation-desk.js';
import { OrganisationQuery } from './organisation.query.js';
import { OrganisationsController } from './organisations.controller.js';

@Module({
  imports: [AccountsModule, EnrolmentModule, MembersModule],
  controllers: [CentresController, OrganisationsController],
  providers: [FindCentresQuery, KeepOrganisationsService, OrganisationDesk, OrganisationQuery],
})
export class OrganisationsModule {}
