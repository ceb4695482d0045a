import { Controller, Get, Param, Req, SerializeOptions } from '@nestjs/common';
import { PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import { centreStaffSchema, idParamsSchema, type CentreStaff } from '@an-tam/contracts';
import { ListStaffQuery } from './list-staff.query.js';

@Controller('internal/organisations')
export class CentreStaffController {
  constructor(private readonly listStaff: ListStaffQuery) {}

  @Get(':id/staff')
  @PermitService('intake')
  @SerializeOptions({ schema: centreStaffSchema })
  staff(
    @Param({ schema: idParamsSchema }) { id }: { id: string },
    @Req() request: AuthenticatedRequest,
  ): Promise<CentreStaff> {
    return this.listStaff.list(id, request.id);
  }
}
