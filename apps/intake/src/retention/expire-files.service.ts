import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CallContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseTombstoneRepository, FinishErasureService, IntendErasureService } from '../erasures/index.js';
import { ExpiringFileRepository } from './expiring-file.repository.js';

/**
 * Erases closed files whose time is over, by the same steps as a supervisor's erasure. A file that must be kept for another
 * reason (a legal hold) is one that {@link ExpiringFileRepository} does not name.
 */
@Injectable()
export class ExpireFilesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: ExpiringFileRepository,
    private readonly tombstones: CaseTombstoneRepository,
    private readonly intents: IntendErasureService,
    private readonly steps: FinishErasureService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** @returns how many erasures were begun, over all centres; what fails after that is finished by itself */
  async expire(): Promise<number> {
    const requestId = randomUUID();
    const today = this.calendar.today();
    const everywhere: CallContext = { actor: { system: 'retention' }, requestId };
    let begun = 0;
    for (const centreId of await this.unitOfWork.run(everywhere, (tx) => this.files.centresDue(tx, today))) {
      const there: CallContext = { actor: { system: 'retention', organisationId: centreId }, requestId };
      for (const id of await this.unitOfWork.run(there, (tx) => this.files.listDue(tx, centreId, today))) {
        if (!(await this.intend(there, id, today))) continue;
        await this.steps.attempt({ id, centreId }, requestId);
        begun += 1;
      }
    }
    return begun;
  }

  /** Held first: whoever opens it again in this moment comes before or after, never in between. */
  private async intend(context: CallContext, id: string, today: string): Promise<boolean> {
    return this.unitOfWork.run(context, async (tx) => {
      const caseFile = await this.tombstones.holdCase(tx, id);
      if (!caseFile || !(await this.files.isDue(tx, id, today))) return false;
      await this.intents.intend(tx, context, caseFile);
      return true;
    });
  }
}
