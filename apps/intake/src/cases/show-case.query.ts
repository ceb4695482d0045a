import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { categoriesOf } from '@an-tam/access-rules';
import type { Actor, CaseView, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { together, type Transaction } from '@an-tam/persistence';
import { CaseFileEntity, LoadCaseService, type CaseLists } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { EmergencyAccessRepository } from '../emergency-accesses/index.js';
import { CaseParts } from './case-parts.js';
import { withheldFrom } from './withheld.rules.js';

/** One case: everything the case page shows but the identity. */
@Injectable()
export class ShowCaseQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly parts: CaseParts,
    private readonly emergencies: EmergencyAccessRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, id: string): Promise<CaseView> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, row, known, lists) => {
      const [keys] = await together([
        this.keys.of(row.centreId, id),
        this.audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: id, caseId: id }),
      ]);
      const { code, status, assigneeId, version } = row;
      return {
        id,
        code,
        status,
        assigneeId,
        version,
        emergencyUntil: await this.emergencyUntil(tx, context.actor, row, lists),
        ...this.sealer.open(CaseFileEntity, keys, row),
        ...(await this.parts.of(tx, keys, id, known)),
        withheld: withheldFrom(known),
      };
    });
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
