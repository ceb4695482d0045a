import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ClosureView, FieldError, RequestClosure, UserContext } from '@an-tam/contracts';
import { BusinessCalendar, InvalidInputError } from '@an-tam/http';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { ClosureWriter } from './closure-writer.js';
import { ClosureStateError, SafeguardingOpenError } from './closure.errors.js';
import { ClosureRepository, closureView } from './closure.repository.js';
import { OpenWorkQuery } from './open-work.query.js';

const unnamed: FieldError = {
  field: 'openWork',
  message: {
    vi: 'Còn việc dở dang. Hãy làm xong, hoặc ghi rõ sẽ xử lý thế nào.',
    en: 'Something is still open. Finish it, or say what becomes of it.',
  },
};

/** Kết thúc hỗ trợ: asks a supervisor to close a file, with how it ended and what becomes of what is open. */
@Injectable()
export class RequestClosureService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly closures: ClosureRepository,
    private readonly writer: ClosureWriter,
    private readonly openWork: OpenWorkQuery,
    private readonly calendar: BusinessCalendar,
  ) {}

  /**
   * @throws CaseNotFoundError, CaseClosedError, StaleCaseError, InvalidInputError, SafeguardingOpenError,
   * ClosureStateError when one waits already
   */
  async request(context: UserContext, caseId: string, input: RequestClosure): Promise<ClosureView> {
    const access = { action: 'update', version: input.caseVersion } as const;
    return this.cases.run(context, caseId, access, async (tx, { centreId }) => {
      const keys = await this.keys.of(centreId, caseId);
      const last = await this.closures.findLast(tx, keys, caseId);
      if (last?.row.state === 'requested') throw new ClosureStateError();
      const open = await this.openWork.of(tx, keys, caseId);
      if (open.concerns > 0) throw new SafeguardingOpenError(open.concerns);
      if (open.referrals + open.actions > 0 && input.openWork === undefined) throw new InvalidInputError([unnamed]);
      const { reason, outcome, note = null, openWork = null } = input;
      const saved = await this.writer.save(
        tx,
        keys,
        {
          id: randomUUID(),
          caseId,
          centreId,
          version: 1,
          state: 'requested',
          requestedById: context.actor.accountId,
          decidedById: null,
          keepUntil: null,
        },
        { reason, outcome, note, openWork, remark: null, requestedOn: this.calendar.today(), closedOn: null },
        'create',
      );
      return closureView(saved);
    });
  }
}
