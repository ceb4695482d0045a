import { Injectable } from '@nestjs/common';
import type { AssignCase, CaseListItem, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { InvalidInputError } from '@an-tam/http';
import { AssigneeExcludedError, CaseFileEntity, ExclusionRepository, LoadCaseService } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { CentreStaffClient, handoverErrors } from '../centre-staff/index.js';
import { CaseWriter } from './case-writer.js';

/** Hands a file over: from now on it is among the new person's own files. */
@Injectable()
export class AssignCaseService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly exclusions: ExclusionRepository,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly writer: CaseWriter,
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
      const keys = await this.keys.of(row.centreId, id);
      const content = this.sealer.open(CaseFileEntity, keys, row);
      const next = await this.writer.update(
        tx,
        newestKey(keys),
        { ...row, assigneeId, teamId: teamId === undefined ? row.teamId : teamId },
        content,
      );
      const { code, status } = row;
      return { id, code, status, assigneeId, version: next.version, alias: content.alias, openedOn: content.openedOn };
    });
  }
}
