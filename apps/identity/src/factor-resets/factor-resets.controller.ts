import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, PermitSignedIn, StepUp } from '@an-tam/access-rules/nest';
import {
  approvedFactorResetSchema,
  askFactorResetSchema,
  factorResetListSchema,
  idParamsSchema,
  type ApprovedFactorReset,
  type AskFactorReset,
  type FactorResetList,
  type UserContext,
} from '@an-tam/contracts';
import { AskFactorResetService } from './ask-factor-reset.service.js';
import { DecideFactorResetService } from './decide-factor-reset.service.js';
import { FindFactorResetsQuery } from './find-factor-resets.query.js';
import { StopOwnFactorResetService } from './stop-own-factor-reset.service.js';

@Controller()
export class FactorResetsController {
  constructor(
    private readonly findResets: FindFactorResetsQuery,
    private readonly ask: AskFactorResetService,
    private readonly decide: DecideFactorResetService,
    private readonly stopOwn: StopOwnFactorResetService,
  ) {}

  @Get('factor-resets')
  @Permit('read', 'FactorReset')
  @SerializeOptions({ schema: factorResetListSchema })
  async list(@Caller() caller: UserContext): Promise<FactorResetList> {
    return { factorResets: await this.findResets.list(caller) };
  }

  @Post('accounts/:id/factor-resets')
  @HttpCode(204)
  @Permit('create', 'FactorReset')
  @StepUp()
  async add(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Body({ schema: askFactorResetSchema }) { reason }: AskFactorReset,
  ): Promise<void> {
    await this.ask.execute(caller, id, reason);
  }

  @Post('factor-resets/:id/approval')
  @HttpCode(200)
  @Permit('approve', 'FactorReset')
  @StepUp()
  @SerializeOptions({ schema: approvedFactorResetSchema })
  approve(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) { id }: { id: string },
  ): Promise<ApprovedFactorReset> {
    return this.decide.approve(caller, id);
  }

  @Post('factor-resets/:id/cancellation')
  @HttpCode(204)
  @Permit('update', 'FactorReset')
  cancel(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) { id }: { id: string }): Promise<void> {
    return this.decide.cancel(caller, id);
  }

  /** No fresh proof is asked: stopping must be easier than taking over. */
  @Post('own-account/factor-reset/stop')
  @HttpCode(204)
  @PermitSignedIn()
  stop(@Caller() caller: UserContext): Promise<void> {
    return this.stopOwn.execute(caller);
  }
}
