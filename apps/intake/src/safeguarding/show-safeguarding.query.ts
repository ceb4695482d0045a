import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseSafeguarding, UserContext } from '@an-tam/contracts';
import { ClientFactsService, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { SafeguardingConcernMapper } from './safeguarding-concern.mapper.js';
import { SafeguardingConcernRepository } from './safeguarding-concern.repository.js';

/** What is known of somebody's safety in one case. */
@Injectable()
export class ShowSafeguardingQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly clients: ClientFactsService,
    private readonly keys: CaseKeys,
    private readonly concerns: SafeguardingConcernRepository,
    private readonly mapper: SafeguardingConcernMapper,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, caseId: string): Promise<CaseSafeguarding> {
    return this.cases.run(context, caseId, { action: 'read' }, async (tx, { centreId }, known) => {
      await this.audit.append(tx, { action: 'read', resource: 'SafeguardingConcern', recordId: caseId, caseId });
      const keys = await this.keys.of(centreId, caseId);
      const { birthYear } = await this.clients.read(tx, keys, caseId);
      const concerns = await this.concerns.listOfCase(tx, keys, caseId);
      return { askAge: birthYear === null, concerns: concerns.map((one) => this.mapper.view(one, known)) };
    });
  }
}
