import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import {
  readCaseCode,
  type CaseListItem,
  type CaseSearchResult,
  type FieldError,
  type SearchCases,
  type UserContext,
} from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseFileEntity } from '../case-access/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { CaseFinder } from './case-finder.js';
import type { OpenableCase } from './name-scan.js';

/** What is shown at most; when more fit, the caller can only say more. */
const mostShown = 25;

const wrongCode: FieldError = {
  field: 'code',
  message: {
    vi: 'Mã hồ sơ không đúng. Hãy xem lại từng chữ và số.',
    en: 'This is not the code of a file. Check every letter and digit.',
  },
};

/**
 * Looks for files in the caller's own scope. A file out of it, in another centre above all, answers exactly like one
 * that does not exist: nothing here tells whether somebody is known elsewhere.
 */
@Injectable()
export class FindCasesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly finder: CaseFinder,
    private readonly sealer: EntitySealer,
    private readonly checks: CodeChecks,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What fits exactly comes before what is called so, each newest first.
   * @throws InvalidInputError, KeysUnavailableError, RowUnreadableError: a search that cannot read all finds nothing.
   */
  async find(context: UserContext, input: SearchCases): Promise<CaseSearchResult> {
    const { code: typed, name, ...identifiers } = input;
    const code = typed === undefined ? undefined : readCaseCode(typed);
    this.checks.refuse(
      this.checks.identifiers(identifiers),
      typed !== undefined && code === undefined ? [wrongCode] : [],
      name === undefined ? [] : this.checks.searchWords('name', name),
    );
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'search', resource: 'CaseFile', purpose: Object.keys(input).join(' ') });
      const { actor } = context;
      const limit = mostShown + 1;
      const fitting = [
        ...(await this.finder.byIdentifiers(tx, actor, identifiers, limit)),
        ...(code === undefined ? [] : await this.finder.byCode(tx, actor, code)),
        ...(name === undefined ? [] : await this.finder.byName(tx, actor, name, limit)),
      ];
      const found = [...new Map(fitting.map((one) => [one.row.id, one])).values()];
      return { cases: found.slice(0, mostShown).map((one) => this.shown(one)), hasMore: found.length > mostShown };
    });
  }

  private shown({ keys, row }: OpenableCase): CaseListItem {
    const { id, code, status, assigneeId, version } = row;
    const { alias, openedOn } = this.sealer.open(CaseFileEntity, keys, row, ['alias', 'openedOn']);
    return { id, code, status, assigneeId, version, alias, openedOn };
  }
}
