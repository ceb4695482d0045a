import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import {
  accessRuleCodeSchema,
  type AccessFindingList,
  type AccessFindingView,
  type AccessRuleCode,
  type UserContext,
} from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AccessFindingNotFoundError } from './access-finding.errors.js';
import { AccessFindingRepository } from './access-finding.repository.js';
import { ACCESS_REVIEW_CONFIG, type AccessReviewConfig } from './access-review-config.js';
import { FindingNotes } from './finding-notes.service.js';
import { OpenedFilesQuery } from './opened-files.query.js';

const pageSize = 50;

/** The queue of a centre's findings; each with the files it is about. */
@Injectable()
export class ShowAccessFindingsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findings: AccessFindingRepository,
    private readonly notes: FindingNotes,
    private readonly files: OpenedFilesQuery,
    private readonly audit: AuditLog,
    @Inject(ACCESS_REVIEW_CONFIG) private readonly config: AccessReviewConfig,
  ) {}

  async list(context: UserContext, page: number): Promise<AccessFindingList> {
    const rows = await this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'AccessFinding' });
      return this.findings.list(tx, context.actor, pageSize + 1, (page - 1) * pageSize);
    });
    const findings = await Promise.all(rows.slice(0, pageSize).map((row) => this.notes.open(row)));
    return {
      findings,
      page,
      hasMore: rows.length > pageSize,
      rules: accessRuleCodeSchema.options.map((code) => this.wordsOf(code)),
    };
  }

  /** @throws AccessFindingNotFoundError, also for one about the caller */
  async show(context: UserContext, id: string): Promise<AccessFindingView> {
    const fact = { action: 'read', resource: 'AccessFinding', recordId: id } as const;
    const row = await this.unitOfWork.run(context, async (tx) => {
      const found = await this.findings.find(tx, context.actor, 'read', id);
      if (found) await this.audit.append(tx, fact);
      return found;
    });
    if (!row) {
      await this.audit.record(context, { ...fact, reason: 'not_visible' });
      throw new AccessFindingNotFoundError();
    }
    const files = await this.files.list(context, row.accountId, row.day);
    return { finding: await this.notes.open(row), rule: this.wordsOf(row.rule), files };
  }

  private wordsOf(code: AccessRuleCode): AccessFindingView['rule'] {
    const { title_vi, title_en, explain_vi, explain_en } = this.config.rules[code];
    return { code, title: { vi: title_vi, en: title_en }, why: { vi: explain_vi, en: explain_en } };
  }
}
