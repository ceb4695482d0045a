import { Body, Controller, Get, HttpCode, Param, Post, Put, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  carePlanViewSchema,
  casePlanSchema,
  decideApprovalSchema,
  idParamsSchema,
  saveCarePlanSchema,
  type CarePlanView,
  type CasePlan,
  type DecideApproval,
  type SaveCarePlan,
  type UserContext,
} from '@an-tam/contracts';
import { SaveCarePlanService } from './save-care-plan.service.js';
import { ShowCarePlanQuery } from './show-care-plan.query.js';

@Controller('cases/:id/care-plan')
export class CarePlansController {
  constructor(
    private readonly savePlan: SaveCarePlanService,
    private readonly showPlan: ShowCarePlanQuery,
  ) {}

  @Get()
  @Permit('read', 'CarePlan')
  @SerializeOptions({ schema: casePlanSchema })
  show(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) params: { id: string }): Promise<CasePlan> {
    return this.showPlan.show(caller, params.id);
  }

  @Put()
  @Permit('update', 'CarePlan')
  @SerializeOptions({ schema: carePlanViewSchema })
  save(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: saveCarePlanSchema }) body: SaveCarePlan,
  ): Promise<CarePlanView> {
    return this.savePlan.save(caller, params.id, body);
  }

  @Post('decision')
  @HttpCode(200)
  @Permit('approve', 'CarePlan')
  @SerializeOptions({ schema: carePlanViewSchema })
  decide(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: decideApprovalSchema }) body: DecideApproval,
  ): Promise<CarePlanView> {
    return this.savePlan.decide(caller, params.id, body);
  }
}
