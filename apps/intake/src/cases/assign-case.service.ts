import { Injectable } from '@nestjs/common';
import type { AssignCase, CaseListItem, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { AssigneeExcludedError, CaseFileEntity, ExclusionRepository, LoadCaseService } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
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
  ) {}

  /** @throws CaseNotFoundError, StaleCaseError, AssigneeExcludedError when the client does not want this person */
  async assign(context: UserContext, id: string, { version, assigneeId, teamId }: AssignCase): Promise<CaseListItem> {
    return this.cases.run(context, id, { action: 'assign', version }, async (tx, row) => {
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
