import { Injectable, Logger } from '@nestjs/common';
import {
  readCaseCode,
  type EraseCase,
  type ErasureCertificate,
  type FieldError,
  type UserContext,
} from '@an-tam/contracts';
import { LoadCaseService, type CaseFileEntity } from '../case-access/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { FindCertificateQuery } from './find-certificate.query.js';
import { FinishErasureService } from './finish-erasure.service.js';
import { IntendErasureService } from './intend-erasure.service.js';

const otherCode: FieldError = {
  field: 'typed',
  message: {
    vi: 'Mã bạn gõ không phải mã của hồ sơ này.',
    en: 'What you typed is not the code of this file.',
  },
};

/** Destroys a case for good: its keys, its rows and every way to find it. */
@Injectable()
export class EraseCaseService {
  private readonly logger = new Logger('Erasure');

  constructor(
    private readonly cases: LoadCaseService,
    private readonly checks: CodeChecks,
    private readonly intents: IntendErasureService,
    private readonly steps: FinishErasureService,
    private readonly certificates: FindCertificateQuery,
  ) {}

  /**
   * Once the intent is written there is no way back: a failure after it leaves an erasure in progress, which is
   * finished by itself.
   * @throws CaseNotFoundError, StaleCaseError, InvalidInputError when the code typed is another one
   */
  async erase(context: UserContext, id: string, { version, typed }: EraseCase): Promise<ErasureCertificate> {
    const { centreId } = await this.cases.run(context, id, { action: 'erase', version }, async (tx, row) => {
      this.checkTyped(row, typed);
      await this.intents.intend(tx, context, row);
      return row;
    });
    try {
      await this.steps.finish({ id, centreId }, context.requestId);
    } catch (error) {
      this.logger.warn(`left to be finished (${error instanceof Error ? error.name : 'unknown'})`);
    }
    return this.certificates.show(context, id);
  }

  private checkTyped({ code }: CaseFileEntity, typed: string): void {
    this.checks.refuse(readCaseCode(typed) === code ? [] : [otherCode]);
  }
}
