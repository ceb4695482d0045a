import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { AccessFinding, AnswerFinding, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { AccessFindingNotFoundError, AccessFindingStateError } from './access-finding.errors.js';
import { AccessFindingRepository } from './access-finding.repository.js';
import { FindingNotes } from './finding-notes.service.js';

/** Somebody else than the person concerned says what was behind it. */
@Injectable()
export class AnswerFindingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findings: AccessFindingRepository,
    private readonly notes: FindingNotes,
    private readonly audit: AuditLog,
  ) {}

  /** @throws AccessFindingNotFoundError, also for one about the caller; AccessFindingStateError after the last answer */
  async answer(context: UserContext, id: string, { answer, note }: AnswerFinding): Promise<AccessFinding> {
    const { actor } = context;
    const fact = { action: 'review', resource: 'AccessFinding', recordId: id } as const;
    const row = await this.unitOfWork.run(context, async (tx) => {
      const found = await this.findings.find(tx, actor, 'review', id);
      if (!found) return undefined;
      throwUnlessCan(actor, 'review', 'AccessFinding', { ...found });
      if (found.state !== 'open' && found.state !== 'follow_up')
        throw new AccessFindingStateError({ state: found.state });
      const sealed = await this.notes.seal(found.centreId, id, note);
      await this.audit.append(tx, { ...fact, purpose: answer });
      return this.findings.answer(tx, actor, id, { state: answer, note: sealed });
    });
    if (row) return this.notes.open(row);
    await this.audit.record(context, { ...fact, reason: 'not_visible' });
    throw new AccessFindingNotFoundError();
  }
}
