import { Injectable } from '@nestjs/common';
import type { AssignCase, CaseListItem, UserContext } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import { AssigneeExcludedError, ExclusionRepository, LoadCaseService } from '../case-access/index.js';
import { CentreStaffClient, handoverErrors } from '../centre-staff/index.js';
import { CaseHeadsService } from './case-heads.service.js';

/** Hands a file over, with those that were folded into it: from now on it is among the new person's own files. */
@Injectable()
export class AssignCaseService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly exclusions: ExclusionRepository,
    private readonly heads: CaseHeadsService,
    private readonly staff: CentreStaffClient,
  ) {}

  /**
   * @throws CaseNotFoundError, StaleCaseError, ServiceAwayError; InvalidInputError when this person does not work with
   * files of the centre at this moment, AssigneeExcludedError when the client does not want them
   */
  async assign(context: UserContext, id: string, { version, assigneeId, teamId }: AssignCase): Promise<CaseListItem> {
    const staff = await this.staff.list(context.actor.organisationId, context.requestId);
    return this.cases.run(context, id, { action: 'assign', version }, async (tx, row) => {
      const errors = handoverErrors(staff, { assigneeId, teamId });
      if (errors.length > 0) throw new InvalidInputError(errors);
      if ((await this.exclusions.listOfCase(tx, id)).includes(assigneeId)) throw new AssigneeExcludedError();
      const now = { assigneeId, teamId: teamId === undefined ? row.teamId : teamId };
      for (const folded of await this.heads.listFolded(tx, context.actor, id)) await this.heads.change(tx, folded, now);
      const next = await this.heads.change(tx, row, now);
      const { alias, openedOn } = next.content;
      const { code, status } = row;
      return { id, code, status, assigneeId, version: next.version, alias, openedOn };
    });
  }
}
