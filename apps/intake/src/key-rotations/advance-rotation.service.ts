import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import type { KeyRotationEntity } from './key-rotation.entity.js';
import { KeyRotationRepository } from './key-rotation.repository.js';
import { RotationSteps } from './rotation-steps.js';
import type { RotationStep } from './rotation-step.js';

/** Case keys or rows that hang on an older version could not be moved now: held by somebody, or they open no more. */
const someLeft = 'SOME_ROWS_LEFT';

/**
 * Takes one rotation as far as it goes now: new version, batches, a time to settle, and retirement only when the rows
 * themselves say that none is left. Every step can be repeated, so it goes on wherever a killed process left it.
 */
@Injectable()
export class AdvanceRotationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rotations: KeyRotationRepository,
    private readonly steps: RotationSteps,
    private readonly audit: AuditLog,
  ) {}

  /** @param goesOn asked between batches; when it says no, the rest is left for the next call */
  async advance(rotation: KeyRotationEntity, requestId: string, goesOn: () => boolean): Promise<void> {
    const step = this.steps.of(rotation.kind);
    const context = { actor: { system: 'key-rotation', organisationId: rotation.centreId }, requestId };
    await step.begin(rotation);
    const moved = await this.moveAll(context, step, rotation, goesOn);
    const left = await step.countLeft(rotation);
    if (left > 0) {
      await this.note(context, rotation, { state: 'moving', left, failure: goesOn() ? someLeft : null });
      return;
    }
    const settlingSince = (moved ? undefined : rotation.settlingSince) ?? new Date();
    await this.note(context, rotation, { state: 'settling', left, settlingSince, failure: null });
    if (Date.now() < settlingSince.getTime() + step.settleMilliseconds) return;
    await step.retire(rotation);
    await this.finish(context, rotation);
  }

  /** @param failure code of what is in the way */
  async noteFailure(rotation: KeyRotationEntity, requestId: string, failure: string): Promise<void> {
    const context = { actor: { system: 'key-rotation', organisationId: rotation.centreId }, requestId };
    await this.note(context, rotation, { failure });
  }

  /** @returns whether there was anything to move */
  private async moveAll(
    context: CallContext,
    step: RotationStep,
    rotation: KeyRotationEntity,
    goesOn: () => boolean,
  ): Promise<boolean> {
    let moved = false;
    while (goesOn() && (await step.moveBatch(rotation)) > 0) {
      moved = true;
      await this.note(context, rotation, { state: 'moving', left: await step.countLeft(rotation), failure: null });
    }
    return moved;
  }

  private async note(
    context: CallContext,
    { id }: KeyRotationEntity,
    changes: Parameters<KeyRotationRepository['update']>[2],
  ): Promise<void> {
    await this.unitOfWork.run(context, (tx) => this.rotations.update(tx, id, changes));
  }

  /** Written down once, whichever process comes first. */
  private async finish(context: CallContext, { id, kind }: KeyRotationEntity): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const finished = await this.rotations.update(tx, id, { state: 'done', left: 0, finishedAt: new Date() });
      if (finished)
        await this.audit.append(tx, { action: 'retire', resource: 'CentreKey', recordId: id, purpose: kind });
    });
  }
}
