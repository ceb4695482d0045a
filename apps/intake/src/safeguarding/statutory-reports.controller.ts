import { Body, Controller, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  concernParamsSchema,
  concernVersionSchema,
  concernViewSchema,
  giveReportSchema,
  prepareReportSchema,
  type ConcernVersion,
  type ConcernView,
  type GiveReport,
  type PrepareReport,
  type UserContext,
} from '@an-tam/contracts';
import { StatutoryReportService } from './statutory-report.service.js';

interface ConcernParams {
  readonly id: string;
  readonly concernId: string;
}

const placeOf = ({ id: caseId, concernId }: ConcernParams) => ({ caseId, concernId });

@Controller('cases/:id/safeguarding-concerns/:concernId/report')
export class StatutoryReportsController {
  constructor(private readonly reports: StatutoryReportService) {}

  @Put()
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  prepare(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: prepareReportSchema }) body: PrepareReport,
  ): Promise<ConcernView> {
    return this.reports.prepare(caller, placeOf(params), body);
  }

  @Post('press')
  @HttpCode(200)
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  press(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: concernVersionSchema }) { version }: ConcernVersion,
  ): Promise<ConcernView> {
    return this.reports.press(caller, { ...placeOf(params), version });
  }

  /** By a supervisor who is not the one that pressed. */
  @Post('confirmation')
  @HttpCode(200)
  @Permit('approve', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  confirm(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: concernVersionSchema }) { version }: ConcernVersion,
  ): Promise<ConcernView> {
    return this.reports.confirm(caller, { ...placeOf(params), version });
  }

  @Post('handover')
  @HttpCode(200)
  @Permit('update', 'SafeguardingConcern')
  @SerializeOptions({ schema: concernViewSchema })
  give(
    @Caller() caller: UserContext,
    @Param({ schema: concernParamsSchema }) params: ConcernParams,
    @Body({ schema: giveReportSchema }) body: GiveReport,
  ): Promise<ConcernView> {
    return this.reports.give(caller, placeOf(params), body);
  }
}
