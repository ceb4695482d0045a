import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, SerializeOptions } from '@nestjs/common';
import { Caller, Permit, PermitService, type AuthenticatedRequest } from '@an-tam/access-rules/nest';
import {
  caseListQuerySchema,
  eraseCaseSchema,
  erasureCertificateSchema,
  erasureListSchema,
  idParamsSchema,
  shredCaseSchema,
  type EraseCase,
  type ErasureCertificate,
  type ErasureList,
  type ShredCase,
  type UserContext,
} from '@an-tam/contracts';
import { EraseCaseService } from './erase-case.service.js';
import { FindCertificateQuery } from './find-certificate.query.js';
import { ShredCaseService } from './shred-case.service.js';

@Controller()
export class ErasuresController {
  constructor(
    private readonly eraseCase: EraseCaseService,
    private readonly shredCase: ShredCaseService,
    private readonly certificates: FindCertificateQuery,
  ) {}

  @Get('erasures')
  @Permit('erase', 'CaseFile')
  @SerializeOptions({ schema: erasureListSchema })
  list(
    @Caller() caller: UserContext,
    @Query({ schema: caseListQuerySchema }) query: { page: number },
  ): Promise<ErasureList> {
    return this.certificates.list(caller, query.page);
  }

  @Post('cases/:id/erasure')
  @HttpCode(200)
  @Permit('erase', 'CaseFile')
  @SerializeOptions({ schema: erasureCertificateSchema })
  erase(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
    @Body({ schema: eraseCaseSchema }) body: EraseCase,
  ): Promise<ErasureCertificate> {
    return this.eraseCase.erase(caller, params.id, body);
  }

  @Get('cases/:id/erasure')
  @Permit('erase', 'CaseFile')
  @SerializeOptions({ schema: erasureCertificateSchema })
  show(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<ErasureCertificate> {
    return this.certificates.show(caller, params.id);
  }

  /** The operator at the machine, by the case's code. */
  @Post('internal/keys/erasures')
  @HttpCode(200)
  @PermitService('operator')
  @SerializeOptions({ schema: erasureCertificateSchema })
  shred(
    @Req() request: AuthenticatedRequest,
    @Body({ schema: shredCaseSchema }) body: ShredCase,
  ): Promise<ErasureCertificate> {
    return this.shredCase.shred(request.id, body);
  }
}
