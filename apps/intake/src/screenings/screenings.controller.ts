import { Body, Controller, Get, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  answeredScreeningSchema,
  idParamsSchema,
  recordScreeningSchema,
  screeningViewSchema,
  type AnsweredScreening,
  type RecordScreening,
  type ScreeningView,
  type UserContext,
} from '@an-tam/contracts';
import { z } from 'zod';
import { RecordScreeningService } from './record-screening.service.js';
import { ShowScreeningQuery } from './show-screening.query.js';

const paramsSchema = idParamsSchema.extend({ screeningId: z.uuid() });

@Controller('cases/:id/screenings')
export class ScreeningsController {
  constructor(
    private readonly recordScreening: RecordScreeningService,
    private readonly showScreening: ShowScreeningQuery,
  ) {}

  @Post()
  @Permit('create', 'Screening')
  @SerializeOptions({ schema: screeningViewSchema })
  record(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: recordScreeningSchema }) body: RecordScreening,
  ): Promise<ScreeningView> {
    return this.recordScreening.record(caller, params.id, body);
  }

  @Get(':screeningId')
  @Permit('read', 'Screening')
  @SerializeOptions({ schema: answeredScreeningSchema })
  show(
    @Caller() caller: UserContext,
    @Param({ schema: paramsSchema }) params: z.infer<typeof paramsSchema>,
  ): Promise<AnsweredScreening> {
    return this.showScreening.show(caller, params.id, params.screeningId);
  }
}
