import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { supervisionSchema, type Supervision, type UserContext } from '@an-tam/contracts';
import { ShowSupervisionQuery } from './show-supervision.query.js';

@Controller('supervision')
export class SupervisionController {
  constructor(private readonly supervision: ShowSupervisionQuery) {}

  /** For whoever hands files over: how they are spread and what is missing. */
  @Get()
  @Permit('assign', 'CaseFile')
  @SerializeOptions({ schema: supervisionSchema })
  show(@Caller() caller: UserContext): Promise<Supervision> {
    return this.supervision.show(caller);
  }
}
