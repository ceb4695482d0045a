import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import { caseReadersSchema, idParamsSchema, type CaseReaders, type UserContext } from '@an-tam/contracts';
import { ListCaseReadersQuery } from './list-case-readers.query.js';

@Controller('cases/:id/readers')
export class CaseReadersController {
  constructor(private readonly readers: ListCaseReadersQuery) {}

  @Get()
  @Permit('read', 'CaseFile')
  @SerializeOptions({ schema: caseReadersSchema })
  list(@Caller() caller: UserContext, @Param({ schema: idParamsSchema }) params: { id: string }): Promise<CaseReaders> {
    return this.readers.list(caller, params.id);
  }
}
