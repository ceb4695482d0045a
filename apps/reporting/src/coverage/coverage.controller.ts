import { Controller, Get, Header, Query, SerializeOptions } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { coverageQuerySchema, coverageViewSchema, type CoverageView, type UserContext } from '@an-tam/contracts';
import { AdministrativeUnits } from '../administrative-units/index.js';
import { toCoverageView } from './coverage.mapper.js';
import { FindCoverageQuery } from './find-coverage.query.js';

@Controller('coverage')
export class CoverageController {
  constructor(
    private readonly coverage: FindCoverageQuery,
    private readonly units: AdministrativeUnits,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'Coverage')
  @SerializeOptions({ schema: coverageViewSchema })
  async show(
    @Caller() caller: UserContext,
    @Query({ schema: coverageQuerySchema }) query: z.infer<typeof coverageQuerySchema>,
  ): Promise<CoverageView> {
    const { planTarget, releases } = await this.coverage.get(caller, query.target, query.year);
    return toCoverageView(planTarget, query.year, releases, this.units);
  }
}
