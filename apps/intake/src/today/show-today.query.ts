import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { Task, Today, TodayQuery, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { ReachCheck } from '../safe-reach/index.js';
import { TaskCases } from './task-cases.js';
import { TaskQuery } from './task.query.js';

const pageSize = 25;

/** Hôm nay: one list of what there is to do, in the order of harm if late. */
@Injectable()
export class ShowTodayQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tasks: TaskQuery,
    private readonly cases: TaskCases,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly reach: ReachCheck,
  ) {}

  async show(context: UserContext, query: TodayQuery): Promise<Today> {
    const { actor } = context;
    const today = this.calendar.today();
    return this.unitOfWork.run(context, async (tx) => {
      const rows = await this.tasks.list(tx, actor, today, query, pageSize);
      await this.audit.append(tx, { action: 'list', resource: 'CaseFile', purpose: 'today' });
      const shown = rows.slice(0, pageSize);
      const facts = await this.cases.of(
        tx,
        actor,
        shown.map(({ caseId }) => caseId),
      );
      const tasks = shown.flatMap((row): Task[] => {
        const fact = facts.get(row.caseId);
        if (!fact) return [];
        const channel = row.kind === 'follow_up' ? fact.channel : null;
        return [
          {
            ...row,
            dueAt: row.dueAt?.toISOString() ?? null,
            since: row.since?.toISOString() ?? null,
            alias: fact.alias,
            channel,
            askAge: fact.askAge,
            unsafe: channel !== null && this.reach.faults('channel', fact.reach, channel).length > 0,
          },
        ];
      });
      return { today, tasks, page: query.page, hasMore: rows.length > pageSize };
    });
  }
}
