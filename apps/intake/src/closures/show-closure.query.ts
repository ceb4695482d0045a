import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseClosure, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { ClosureRepository, closureView } from './closure.repository.js';
import { OpenWorkQuery } from './open-work.query.js';

/** The last closure of one case and what is open in it. */
@Injectable()
export class ShowClosureQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly closures: ClosureRepository,
    private readonly openWork: OpenWorkQuery,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, caseId: string): Promise<CaseClosure> {
    return this.cases.run(context, caseId, { action: 'read' }, async (tx, { centreId }) => {
      await this.audit.append(tx, { action: 'read', resource: 'Closure', recordId: caseId, caseId });
      const keys = await this.keys.of(centreId, caseId);
      const last = await this.closures.findLast(tx, keys, caseId);
      return { closure: last && closureView(last), open: await this.openWork.of(tx, keys, caseId) };
    });
  }
}
