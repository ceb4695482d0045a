import { Module } from '@nestjs/common';
import { CarePlansModule } from '../care-plans/index.js';
import { ConsentsModule } from '../consents/index.js';
import { EmergencyAccessesModule } from '../emergency-accesses/index.js';
import { FollowUpsModule } from '../follow-ups/index.js';
import { PendingContactsModule } from '../pending-contacts/index.js';
import { ReferralsModule } from '../referrals/index.js';
import { ScreeningsModule } from '../screenings/index.js';
import { AssignCaseService } from './assign-case.service.js';
import { CaseHeadsService } from './case-heads.service.js';
import { CaseParts } from './case-parts.js';
import { CaseReader } from './case-reader.js';
import { CaseStaffController } from './case-staff.controller.js';
import { CaseWriter } from './case-writer.js';
import { CasesController } from './cases.controller.js';
import { ChangeCaseService } from './change-case.service.js';
import { ExcludeStaffService } from './exclude-staff.service.js';
import { FirstMeetingWriter } from './first-meeting-writer.js';
import { ListCasesQuery } from './list-cases.query.js';
import { OpenCaseService } from './open-case.service.js';
import { ReadTogetherQuery } from './read-together.query.js';
import { ShowCaseQuery } from './show-case.query.js';
import { ShowIdentityQuery } from './show-identity.query.js';

@Module({
  imports: [
    CarePlansModule,
    ConsentsModule,
    EmergencyAccessesModule,
    FollowUpsModule,
    PendingContactsModule,
    ReferralsModule,
    ScreeningsModule,
  ],
  controllers: [CasesController, CaseStaffController],
  providers: [
    CaseParts,
    CaseReader,
    CaseHeadsService,
    CaseWriter,
    FirstMeetingWriter,
    OpenCaseService,
    ChangeCaseService,
    AssignCaseService,
    ExcludeStaffService,
    ListCasesQuery,
    ReadTogetherQuery,
    ShowCaseQuery,
    ShowIdentityQuery,
  ],
  exports: [CaseHeadsService, CaseWriter],
})
export class CasesModule {}
