import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import { releaseSignedTopic, type ReleaseView, type UserContext } from '@an-tam/contracts';
import type { Release } from '@an-tam/disclosure-control';
import { Outbox } from '@an-tam/outbox';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { CaseCountWriter } from './case-count-writer.js';
import type { ReleaseEntity } from './release.entity.js';
import { AlreadyApprovedError, ReleaseNotFoundError, ReleaseStateError } from './release.errors.js';
import { toReleaseView } from './release.mapper.js';
import { ReleaseRepository } from './release.repository.js';
import { isApproved, roleToApproveIn } from './release.rules.js';
import { unpackState } from './release-state.js';
import { sequenceKeyOf } from './sequence-key.js';
import { StatisticsKeys } from './statistics-keys.service.js';

/** Duyệt số liệu: the release officer and the data-protection officer agree; with the second one the release is signed and sent. */
@Injectable()
export class ApproveReleaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseRepository,
    private readonly keys: StatisticsKeys,
    private readonly counts: CaseCountWriter,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ReleaseNotFoundError, ReleaseStateError, AlreadyApprovedError, KeysUnavailableError */
  async approve(context: UserContext, id: string): Promise<ReleaseView> {
    const refuse = (reason: 'not_visible' | 'wrong_state') =>
      this.audit.record(context, { action: 'approve', resource: 'Release', recordId: id, reason });
    try {
      const approved = await this.unitOfWork.run(context, (tx) => this.approveIn(tx, context, id));
      if (approved) return approved;
    } catch (error) {
      if (error instanceof AlreadyApprovedError || error instanceof ReleaseStateError) await refuse('wrong_state');
      throw error;
    }
    await refuse('not_visible');
    throw new ReleaseNotFoundError();
  }

  private async approveIn(tx: Transaction, { actor, requestId }: UserContext, id: string) {
    // Locked, so that of two approvals at the same time the later one sees the earlier one, and one of them signs.
    const release = await this.releases.findLocked(tx, actor, 'approve', id);
    if (!release) return undefined;
    throwUnlessCan(actor, 'approve', 'Release', { ...release });
    const before = await this.releases.approvalsOf(tx, [id]);
    const approval = { releaseId: id, role: roleToApproveIn(actor, release, before), accountId: actor.accountId };
    await this.releases.addApproval(tx, approval);
    await this.audit.append(tx, { action: 'approve', resource: 'Release', recordId: id, purpose: approval.role });
    const approvals = [...before, approval];
    return toReleaseView(isApproved(approvals) ? await this.sign(tx, requestId, release) : release, approvals);
  }

  /**
   * What the cases contributed is written first, by the counting job's role on a connection of its own; signature and
   * message follow in the approver's transaction. A failure between the two leaves a release that is not signed and
   * counts that say no more than what signing it will say: approving again writes the same once more. The other order
   * could publish people whom the next period would count again. No other release of the plan can be counted meanwhile,
   * since this one stands in its way until it is signed.
   */
  private async sign(tx: Transaction, requestId: string, release: ReleaseEntity): Promise<ReleaseEntity> {
    const { id, provinceCode, plan } = release;
    const document = release.document as Release;
    const { shares } = unpackState(await this.keys.openState(provinceCode, id, release.sealedState));
    const year = { plan, planYear: document.period.planYear };
    await this.counts.write({ releaseId: id, requestId }, year, shares);
    const envelope = await this.keys.sign(provinceCode, document);
    const signed: ReleaseEntity = { ...release, state: 'signed', envelope, signedAt: new Date() };
    await this.releases.sign(tx, signed);
    await this.audit.append(tx, { action: 'sign', resource: 'Release', recordId: id });
    await this.outbox.append(tx, {
      destination: 'reporting',
      topic: releaseSignedTopic,
      sequenceKey: sequenceKeyOf(release),
      payload: { release: envelope },
    });
    return signed;
  }
}
