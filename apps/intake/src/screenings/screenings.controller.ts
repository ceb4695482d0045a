import { Body, Controller, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  idParamsSchema,
  recordScreeningSchema,
  screeningViewSchema,
  type RecordScreening,
  type ScreeningView,
  type UserContext,
} from '@an-tam/contracts';
import { RecordScreeningService } from './record-screening.service.js';

@Controller('cases/:id/screenings')
export class ScreeningsController {
  constructor(private readonly recordScreening: RecordScreeningService) {}

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
}
