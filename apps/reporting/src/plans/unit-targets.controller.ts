import { Controller, Get, Header, SerializeOptions } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { unitTargetListSchema, type UserContext } from '@an-tam/contracts';
import { FindUnitTargetsQuery } from './find-unit-targets.query.js';
import { toUnitTarget } from './unit-target.mapper.js';

@Controller('unit-targets')
export class UnitTargetsController {
  constructor(private readonly unitTargets: FindUnitTargetsQuery) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Permit('read', 'UnitTarget')
  @SerializeOptions({ schema: unitTargetListSchema })
  async list(@Caller() caller: UserContext): Promise<z.infer<typeof unitTargetListSchema>> {
    const own = await this.unitTargets.list(caller);
    return { targets: own.map(({ plan, target }) => toUnitTarget(plan, target)) };
  }
}
