import { Body, Controller, Get, Param, Put, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  assignCaseSchema,
  caseListItemSchema,
  excludedStaffSchema,
  excludeStaffSchema,
  idParamsSchema,
  type AssignCase,
  type CaseListItem,
  type ExcludedStaff,
  type ExcludeStaff,
  type UserContext,
} from '@an-tam/contracts';
import { AssignCaseService } from './assign-case.service.js';
import { ExcludeStaffService } from './exclude-staff.service.js';

/** Who works with a file, and who must not. */
@Controller('cases/:id')
export class CaseStaffController {
  constructor(
    private readonly assignCase: AssignCaseService,
    private readonly excludeStaff: ExcludeStaffService,
  ) {}

  @Put('assignee')
  @Permit('assign', 'CaseFile')
  @SerializeOptions({ schema: caseListItemSchema })
  assign(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: assignCaseSchema }) body: AssignCase,
  ): Promise<CaseListItem> {
    return this.assignCase.assign(caller, params.id, body);
  }

  @Get('excluded-staff')
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: excludedStaffSchema })
  excluded(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<ExcludedStaff> {
    return this.excludeStaff.list(caller, params.id);
  }

  @Put('excluded-staff')
  @Permit('update', 'CaseFile')
  @SerializeOptions({ schema: excludedStaffSchema })
  exclude(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: excludeStaffSchema }) body: ExcludeStaff,
  ): Promise<ExcludedStaff> {
    return this.excludeStaff.replace(caller, params.id, body);
  }
}
