import { Injectable } from '@nestjs/common';
import { CaseCodes } from '@an-tam/audit/nest';
import type { AccessFindingView, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { isOpening } from './person-days.query.js';

interface OpenedFile {
  readonly caseId: string;
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Most files that are named; a question about more is a question about the day. */
const mostFiles = 100;

/** Which files of the caller's centre somebody opened on a day, out of the log that the caller may not see. */
@Injectable()
export class OpenedFilesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly codes: CaseCodes,
  ) {}

  /** The caller has been found to be entitled to this day of this person, and it is recorded. */
  async list(context: UserContext, accountId: string, day: string): Promise<AccessFindingView['files']> {
    const review = { system: 'access-review', organisationId: context.actor.organisationId };
    const files: OpenedFile[] = await this.unitOfWork.run({ actor: review, requestId: context.requestId }, (tx) =>
      tx.manager.query(
        `SELECT case_id AS "caseId", count(*)::int AS times, min(at) AS "firstAt", max(at) AS "lastAt" FROM audit_entry
          WHERE account_id = $1 AND ${isOpening} AND case_id IS NOT NULL
            AND at >= $2::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
            AND at < ($2::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
          GROUP BY case_id ORDER BY times DESC, case_id LIMIT ${mostFiles}`,
        [accountId, day],
      ),
    );
    const codes = await this.codes.codesOf(
      context,
      files.map(({ caseId }) => caseId),
    );
    return files.map(({ caseId, times, firstAt, lastAt }) => ({
      ...{ caseId, times, code: codes.get(caseId) ?? null },
      ...{ firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
    }));
  }
}
