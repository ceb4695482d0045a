import { Global, Module } from '@nestjs/common';
import { CaseCodes } from '@an-tam/audit/nest';
import { CentreCaseCodes } from './centre-case-codes.query.js';

/** What the log's own route needs to know of cases. */
@Global()
@Module({ providers: [{ provide: CaseCodes, useClass: CentreCaseCodes }], exports: [CaseCodes] })
export class AuditDeskModule {}
