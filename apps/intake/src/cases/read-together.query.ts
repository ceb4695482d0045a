import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { ReadTogether, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { CarePlanRepository } from '../care-plans/index.js';
import { CaseFileEntity, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { coversTable } from '../sealing/index.js';
import { CaseParts } from './case-parts.js';
import { withheldFrom } from './withheld.rules.js';

/** "Đọc cùng nhau": the part of a file that its client reads beside a worker, recorded as just that. */
@Injectable()
export class ReadTogetherQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly parts: CaseParts,
    private readonly plans: CarePlanRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async read(context: UserContext, id: string): Promise<ReadTogether> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, row, known) => {
      const purpose = 'read_together';
      await this.audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: id, caseId: id, purpose });
      const keys = await this.keys.of(row.centreId, id);
      const { alias, openedOn, reach } = this.sealer.open(CaseFileEntity, keys, row);
      const { consents, needs, nextFollowUp } = await this.parts.of(tx, keys, id, known);
      const plan = coversTable(known, 'care_plan') ? await this.plans.find(tx, keys, id) : null;
      return {
        ...{ alias, status: row.status, openedOn, reach, consents, needs, nextFollowUp },
        plan: plan?.row.state === 'active' ? { goals: plan.content.goals, reviewOn: plan.row.reviewOn } : null,
        withheld: withheldFrom(known),
      };
    });
  }
}
