import { Injectable } from '@nestjs/common';
import type { ConcernView, OpenConcern, UserContext } from '@an-tam/contracts';
import { LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { ConcernWriter } from './concern-writer.js';
import { ConcernOpenError } from './safeguarding-concern.errors.js';
import { SafeguardingConcernMapper } from './safeguarding-concern.mapper.js';
import { SafeguardingGuides } from './safeguarding-guide.js';

/** Anybody who works with a file says that she may be in danger; the clock starts at once. */
@Injectable()
export class OpenConcernService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly writer: ConcernWriter,
    private readonly mapper: SafeguardingConcernMapper,
    private readonly guides: SafeguardingGuides,
  ) {}

  /** @throws CaseNotFoundError, CaseClosedError, ConcernOpenError */
  async open(context: UserContext, caseId: string, { kind: code, note }: OpenConcern): Promise<ConcernView> {
    return this.cases.run(context, caseId, { action: 'update' }, async (tx, { centreId }, known) => {
      const keys = await this.keys.of(centreId, caseId);
      const { kind } = this.guides.kind(this.guides.current.version, code);
      const opened = await this.writer.openOnce(tx, keys, { caseId, centreId }, kind, 'person', note ?? null);
      if (!opened) throw new ConcernOpenError();
      return this.mapper.view(opened, known);
    });
  }
}
