import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { erasureNoticeDays, type ExpiringFileList, type UserContext } from '@an-tam/contracts';
import { addDuration, BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { ExpiringFileRepository } from './expiring-file.repository.js';

const most = 100;

/** Which closed files of the centre are erased next, in time to open one again. */
@Injectable()
export class FindExpiringFilesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: ExpiringFileRepository,
    private readonly audit: AuditLog,
    private readonly calendar: BusinessCalendar,
  ) {}

  async list(context: UserContext): Promise<ExpiringFileList> {
    const today = this.calendar.today();
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'CaseFile', purpose: 'retention' });
      const until = addDuration(today, `P${erasureNoticeDays}D`);
      return { today, files: await this.files.list(tx, context.actor, until, most) };
    });
  }
}
