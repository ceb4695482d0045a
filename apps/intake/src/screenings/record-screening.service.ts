import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { RecordScreening, ScreeningView, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { AnsweredFactsService } from './answered-facts.service.js';
import { ScreeningChecks } from './screening-checks.js';
import { ScreeningRepository } from './screening.repository.js';

/** Hỏi nhanh nhu cầu: records the answers and what they mean. */
@Injectable()
export class RecordScreeningService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly facts: AnsweredFactsService,
    private readonly keys: CaseKeys,
    private readonly screenings: ScreeningRepository,
    private readonly checks: ScreeningChecks,
    private readonly audit: AuditLog,
  ) {}

  /** @throws InvalidInputError, CaseNotFoundError, StaleCaseError, CaseClosedError */
  async record(context: UserContext, caseId: string, input: RecordScreening): Promise<ScreeningView> {
    const result = await this.checks.evaluate(context, input);
    const { caseVersion, ...answered } = input;
    return this.cases.run(context, caseId, { action: 'update', version: caseVersion }, async (tx, { centreId }) => {
      const head = { id: randomUUID(), caseId, centreId, version: 1 };
      await this.audit.append(tx, { action: 'key-use', resource: 'Screening', recordId: head.id, caseId });
      const keys = await this.keys.of(centreId, caseId);
      const rowMac = await this.screenings.insert(tx, newestKey(keys), head, { ...answered, ...result });
      await this.facts.write(tx, keys, { caseId, centreId }, input.answers);
      await this.audit.append(tx, {
        action: 'create',
        resource: 'Screening',
        recordId: head.id,
        caseId,
        rowVersion: head.version,
        rowMac,
      });
      return { ...answered, ...result, id: head.id };
    });
  }
}
