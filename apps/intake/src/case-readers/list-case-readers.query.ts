import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseReaders, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { LoadCaseService } from '../case-access/index.js';

/** Days and roles in which a file was opened, newest first, out of the log that its readers cannot see themselves. */
@Injectable()
export class ListCaseReadersQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async list(context: UserContext, id: string): Promise<CaseReaders> {
    const centreId = await this.cases.run(context, id, { action: 'read' }, async (tx, row) => {
      await this.audit.append(tx, { action: 'list', resource: 'CaseReaders', recordId: id, caseId: id });
      return row.centreId;
    });
    const actor = { system: 'case-readers', organisationId: centreId };
    const readers: CaseReaders['readers'] = await this.unitOfWork.run({ actor, requestId: context.requestId }, (tx) =>
      tx.manager.query(
        `SELECT to_char(at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS day, roles[1] AS role,
                  count(DISTINCT account_id)::int AS people,
                  bool_or(resource IN ('Client', 'ClientIdentity') AND action = 'read') AS "identityOpened"
             FROM audit_entry
            WHERE case_id = $1 AND outcome = 'done' AND resource <> 'CaseReaders'
            GROUP BY 1, 2 ORDER BY 1 DESC, 2 NULLS LAST`,
        [id],
      ),
    );
    return { readers };
  }
}
