import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext, RotationKind, StartRotation } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CentreKeyCache } from '../case-keys/index.js';
import { KeyRotationRunner } from './key-rotation-runner.js';
import { KeyRotationRepository } from './key-rotation.repository.js';
import { CentreKeysNotKnownError } from './key-rotation.errors.js';
import { RotationSteps } from './rotation-steps.js';

/** Begins to exchange keys; the work itself goes on without whoever asked for it. */
@Injectable()
export class StartRotationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rotations: KeyRotationRepository,
    private readonly steps: RotationSteps,
    private readonly centreKeys: CentreKeyCache,
    private readonly audit: AuditLog,
    private readonly runner: KeyRotationRunner,
  ) {}

  /** @returns the centres that are meant. @throws CentreKeysNotKnownError, KeysUnavailableError */
  async start(requestId: string, { kind, centreId }: StartRotation): Promise<string[]> {
    const known = await this.centreKeys.centres();
    if (centreId !== undefined && !known.includes(centreId)) throw new CentreKeysNotKnownError();
    const meant = centreId === undefined ? known : [centreId];
    for (const centre of meant) await this.startAt(requestId, kind, centre);
    void this.runner.run();
    return meant;
  }

  /** One of a kind at a time: who asks while one is under way joins it. */
  private async startAt(requestId: string, kind: RotationKind, centreId: string): Promise<void> {
    const step = this.steps.of(kind);
    const newest = (await step.versions(centreId)).at(-1);
    if (!newest) return; // a centre without any such key has nothing to exchange
    const order = { centreId, toVersion: newest.version + 1, startedAt: new Date() };
    const total = await step.countLeft(order);
    const rotation = { id: randomUUID(), kind, ...order, state: 'moving' as const, total, left: total };
    const context: CallContext = { actor: { system: 'operator', organisationId: centreId }, requestId };
    await this.unitOfWork.run(context, async (tx) => {
      const started = await this.rotations.insert(tx, {
        ...rotation,
        failure: null,
        settlingSince: null,
        finishedAt: null,
      });
      const recordId = started ? { recordId: rotation.id } : {};
      await this.audit.append(tx, { action: 'rotate', resource: 'CentreKey', purpose: kind, ...recordId });
    });
  }
}
