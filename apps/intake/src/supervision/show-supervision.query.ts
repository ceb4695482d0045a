import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Supervision, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { CaseNeedsQuery } from './case-needs.query.js';
import { CaseloadQuery } from './caseload.query.js';
import { unmetNeeds } from './unmet-needs.rules.js';

const batch = 250;

/** What a supervisor needs to see of the centre: who carries how much, what is late, and which needs nothing answers. */
@Injectable()
export class ShowSupervisionQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly caseload: CaseloadQuery,
    private readonly needs: CaseNeedsQuery,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  async show(context: UserContext): Promise<Supervision> {
    const { actor } = context;
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'CaseFile', purpose: 'supervision' });
      const ids = await this.caseload.listOpenIds(tx, actor);
      return {
        escalations: await this.caseload.escalations(tx, actor),
        openCases: ids.length,
        workload: await this.caseload.workload(tx, actor, this.calendar.today()),
        unmetNeeds: await this.countUnmet(tx, actor.organisationId, ids),
      };
    });
  }

  private async countUnmet(
    tx: Transaction,
    centreId: string,
    ids: readonly string[],
  ): Promise<Supervision['unmetNeeds']> {
    const counts = new Map<string, { cases: number; urgent: number }>();
    for (let from = 0; from < ids.length; from += batch) {
      const some = ids.slice(from, from + batch);
      for (const needs of await this.needs.needsOf(tx, centreId, some))
        for (const { code, urgency } of unmetNeeds(needs, (service) => this.config.services.get(service)?.domain)) {
          const { cases, urgent } = counts.get(code) ?? { cases: 0, urgent: 0 };
          counts.set(code, { cases: cases + 1, urgent: urgent + (urgency === 'urgent' ? 1 : 0) });
        }
    }
    return [...counts]
      .map(([code, count]) => ({ code, ...count }))
      .sort((one, other) => other.cases - one.cases || one.code.localeCompare(other.code));
  }
}
