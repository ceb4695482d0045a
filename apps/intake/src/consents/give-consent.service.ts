import { Injectable } from '@nestjs/common';
import type { ConsentView, GiveConsent, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { ConsentWriter } from './consent-writer.js';

/** Records a consent on an open case. */
@Injectable()
export class GiveConsentService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly writer: ConsentWriter,
    private readonly checks: CodeChecks,
  ) {}

  async give(context: UserContext, caseId: string, input: GiveConsent): Promise<ConsentView> {
    this.checks.refuse(this.writer.faults(input));
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, caseFile) => {
      const key = await this.keys.newestOf(caseFile.centreId, caseFile.id);
      return this.writer.write(tx, key, { caseId: caseFile.id, centreId: caseFile.centreId }, input);
    });
  }
}
