import { Injectable } from '@nestjs/common';
import type { EraseCase, ErasureCertificate, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { refuseOtherCode } from './erasure.rules.js';
import { FindCertificateQuery } from './find-certificate.query.js';
import { FinishErasureService } from './finish-erasure.service.js';
import { IntendErasureService } from './intend-erasure.service.js';

/** Destroys a case for good: its keys, its rows and every way to find it. */
@Injectable()
export class EraseCaseService {
  constructor(
    private readonly cases: LoadCaseService,
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
      refuseOtherCode(typed, row.code);
      await this.intents.intend(tx, context, row);
      return row;
    });
    await this.steps.attempt({ id, centreId }, context.requestId);
    return this.certificates.show(context, id);
  }
}
