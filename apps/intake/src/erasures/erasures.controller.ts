import { Body, Controller, Get, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { Caller, Permit } from '@an-tam/access-rules/nest';
import {
  eraseCaseSchema,
  erasureCertificateSchema,
  idParamsSchema,
  type EraseCase,
  type ErasureCertificate,
  type UserContext,
} from '@an-tam/contracts';
import { EraseCaseService } from './erase-case.service.js';
import { FindCertificateQuery } from './find-certificate.query.js';

@Controller('cases/:id/erasure')
export class ErasuresController {
  constructor(
    private readonly eraseCase: EraseCaseService,
    private readonly certificates: FindCertificateQuery,
  ) {}

  @Post()
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

  @Get()
  @Permit('erase', 'CaseFile')
  @SerializeOptions({ schema: erasureCertificateSchema })
  show(
    @Caller() caller: UserContext,
    @Param({ schema: idParamsSchema }) params: { id: string },
  ): Promise<ErasureCertificate> {
    return this.certificates.show(caller, params.id);
  }
}
