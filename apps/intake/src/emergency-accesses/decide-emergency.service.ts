import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { EmergencyAccess, ReviewEmergency, UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { EmergencyAccessRepository } from './emergency-access.repository.js';
import { EmergencyNotFoundError, EmergencyStateError } from './emergency.errors.js';

/** The others: one agrees to an emergency against an exclusion, one who had no part in it reviews each. */
@Injectable()
export class DecideEmergencyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accesses: EmergencyAccessRepository,
    private readonly audit: AuditLog,
  ) {}

  async list(context: UserContext): Promise<{ accesses: EmergencyAccess[] }> {
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'EmergencyAccess' });
      return { accesses: await this.accesses.list(tx, context.actor, 100) };
    });
  }

  /** @throws EmergencyNotFoundError, also for the caller's own; EmergencyStateError when nothing waits for approval */
  async approve(context: UserContext, id: string): Promise<EmergencyAccess> {
    return this.decide(context, 'approve', id, (tx, { state }) => {
      if (state !== 'waiting') throw new EmergencyStateError({ state });
      return this.accesses.approve(tx, context.actor, id);
    });
  }

  /** @throws EmergencyNotFoundError, also for what the caller opened or agreed to; EmergencyStateError when it was reviewed already */
  async review(context: UserContext, id: string, input: ReviewEmergency): Promise<EmergencyAccess> {
    return this.decide(context, 'review', id, (tx, { state }) => {
      if (state === 'reviewed') throw new EmergencyStateError({ state });
      return this.accesses.review(tx, context.actor, id, input);
    });
  }

  private async decide(
    context: UserContext,
    action: 'approve' | 'review',
    id: string,
    step: (tx: Transaction, access: EmergencyAccess) => Promise<EmergencyAccess>,
  ): Promise<EmergencyAccess> {
    const { actor } = context;
    const fact = { action, resource: 'EmergencyAccess', recordId: id } as const;
    const decided = await this.unitOfWork.run(context, async (tx) => {
      const access = await this.accesses.findLocked(tx, actor, action, id);
      if (!access) return undefined;
      throwUnlessCan(actor, action, 'EmergencyAccess', { ...access, centreId: actor.organisationId });
      const next = await step(tx, access);
      await this.audit.append(tx, { ...fact, caseId: access.caseId, purpose: next.outcome ?? access.reason });
      return next;
    });
    if (decided) return decided;
    await this.audit.record(context, { ...fact, reason: 'not_visible' });
    throw new EmergencyNotFoundError();
  }
}
