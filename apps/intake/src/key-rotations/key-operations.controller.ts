import { Body, Controller, Get, HttpCode, Post, Req, SerializeOptions } from '@nestjs/common';
import { PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import {
  keyRotationListSchema,
  keyStatusSchema,
  startRotationSchema,
  type KeyRotationList,
  type KeyStatus,
  type StartRotation,
} from '@an-tam/contracts';
import { FindKeyStatusQuery } from './find-key-status.query.js';
import { StartRotationService } from './start-rotation.service.js';

/** The operator's door to keys. Reached from the machine alone, with a key that only intake trusts. */
@Controller('internal/keys')
export class KeyOperationsController {
  constructor(
    private readonly query: FindKeyStatusQuery,
    private readonly startRotation: StartRotationService,
  ) {}

  @Get()
  @PermitService('operator')
  @SerializeOptions({ schema: keyStatusSchema })
  show(@Req() request: AuthenticatedRequest): Promise<KeyStatus> {
    return this.query.status(request.id);
  }

  @Get('rotations')
  @PermitService('operator')
  @SerializeOptions({ schema: keyRotationListSchema })
  async list(@Req() request: AuthenticatedRequest): Promise<KeyRotationList> {
    return { rotations: await this.query.last(request.id) };
  }

  /** Answers at once; the rotations go on by themselves and are looked up above. */
  @Post('rotations')
  @HttpCode(202)
  @PermitService('operator')
  @SerializeOptions({ schema: keyRotationListSchema })
  async start(
    @Req() request: AuthenticatedRequest,
    @Body({ schema: startRotationSchema }) body: StartRotation,
  ): Promise<KeyRotationList> {
    const centres = await this.startRotation.start(request.id, body);
    const rotations = await this.query.last(request.id);
    return { rotations: rotations.filter(({ kind, centreId }) => kind === body.kind && centres.includes(centreId)) };
  }
}
