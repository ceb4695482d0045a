import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { categoriesOf } from '@an-tam/access-rules';
import type { Actor, CaseCategory, CaseView, FoldedFile, UserContext } from '@an-tam/contracts';
import { together, type Transaction } from '@an-tam/persistence';
import { CaseRepository, LoadCaseService, type CaseFileEntity, type CaseLists } from '../case-access/index.js';
import { EmergencyAccessRepository } from '../emergency-accesses/index.js';
import { CaseReader } from './case-reader.js';
import { withheldFrom } from './withheld.rules.js';

/** One case: everything the case page shows but the identity. */
@Injectable()
export class ShowCaseQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly stored: CaseRepository,
    private readonly reader: CaseReader,
    private readonly emergencies: EmergencyAccessRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, id: string): Promise<CaseView> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, row, known, lists) => {
      const [content, folded] = await together([
        this.reader.read(tx, row, known),
        this.foldedInto(tx, context, row, known),
        this.audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: id, caseId: id }),
      ]);
      const { code, status, assigneeId, version } = row;
      return {
        id,
        code,
        status,
        assigneeId,
        version,
        mergedInto: row.mergedIntoId === null ? null : await this.stored.findHead(tx, context.actor, row.mergedIntoId),
        folded,
        emergencyUntil: await this.emergencyUntil(tx, context.actor, row, lists),
        ...content,
        withheld: withheldFrom(known),
      };
    });
  }

  /** Files that were folded into this one, as far as the caller reaches them; each opens under its own key. */
  private async foldedInto(
    tx: Transaction,
    { actor }: UserContext,
    { id }: CaseFileEntity,
    known: ReadonlySet<CaseCategory>,
  ): Promise<FoldedFile[]> {
    const files: FoldedFile[] = [];
    for (const row of await this.stored.listFolded(tx, actor, id)) {
      await this.audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: row.id, caseId: row.id });
      files.push(await this.reader.readFolded(tx, row, known));
    }
    return files;
  }

  /** Until when somebody who knows the case through an emergency alone may read it; null for everybody else. */
  private async emergencyUntil(
    tx: Transaction,
    actor: Actor,
    caseFile: CaseFileEntity,
    lists: CaseLists,
  ): Promise<string | null> {
    if (!lists.emergencyIds.includes(actor.accountId)) return null;
    const mayChange = categoriesOf(actor, 'update', { ...caseFile, ...lists }).size > 0;
    return mayChange ? null : this.emergencies.readingUntil(tx, actor, caseFile.id);
  }
}
