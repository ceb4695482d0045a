import { Controller, Get, Param, Req, SerializeOptions } from '@nestjs/common';
import { PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import { grantsSchema, idParamsSchema, type Grants } from '@an-tam/contracts';
import { FindGrantsQuery } from './find-grants.query.js';

@Controller('internal/accounts')
export class GrantsController {
  constructor(private readonly findGrants: FindGrantsQuery) {}

  @Get(':id/grants')
  @PermitService('gateway')
  @SerializeOptions({ schema: grantsSchema })
  grants(
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Req() request: AuthenticatedRequest,
  ): Promise<Grants> {
    return this.findGrants.get(id, request.id);
  }
}
