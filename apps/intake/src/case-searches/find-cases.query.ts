import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Actor, CaseListItem, CaseSearchResult, FieldError, SearchCases, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CaseFileEntity } from '../case-access/index.js';
import { readCaseCode } from '../cases/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { CaseFinder } from './case-finder.js';
import type { OpenableCase } from './name-scan.js';

/** What is shown at most; when more fit, the caller can only say more. */
const mostShown = 25;

/** A checked search: how it is named in the audit log, and how it finds. */
interface Search {
  readonly by: 'phone' | 'name' | 'code';
  readonly run: (tx: Transaction, actor: Actor) => Promise<OpenableCase[]>;
}

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

  /** @throws InvalidInputError, KeysUnavailableError, UnreadableRecordError: a search that cannot read all finds nothing. */
  async find(context: UserContext, input: SearchCases): Promise<CaseSearchResult> {
    const { by, run } = this.searchOf(input);
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'search', resource: 'CaseFile', purpose: by });
      const found = await run(tx, context.actor);
      return { cases: found.slice(0, mostShown).map((one) => this.shown(one)), hasMore: found.length > mostShown };
    });
  }

  private searchOf({ phone, name, code }: SearchCases): Search {
    const limit = mostShown + 1;
    if (phone !== undefined) {
      this.checks.refuse(this.checks.phone('phone', phone));
      return { by: 'phone', run: (tx, actor) => this.finder.byPhone(tx, actor, phone, limit) };
    }
    if (name !== undefined) {
      this.checks.refuse(this.checks.searchWords('name', name));
      return { by: 'name', run: (tx, actor) => this.finder.byName(tx, actor, name, limit) };
    }
    const stored = readCaseCode(code ?? '');
    this.checks.refuse(stored === undefined ? [wrongCode] : []);
    return { by: 'code', run: (tx, actor) => this.finder.byCode(tx, actor, stored ?? '') };
  }

  private shown({ keys, row }: OpenableCase): CaseListItem {
    const { id, code, status, assigneeId, version } = row;
    const { alias, openedOn } = this.sealer.open(CaseFileEntity, keys, row, ['alias', 'openedOn']);
    return { id, code, status, assigneeId, version, alias, openedOn };
  }
}
