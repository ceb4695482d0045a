import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CallContext, KeyRotationView, KeyStatus } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CentreKeyCache } from '../case-keys/index.js';
import { KeyRotationMapper } from './key-rotation.mapper.js';
import { KeyRotationRepository } from './key-rotation.repository.js';
import { RotationSteps } from './rotation-steps.js';

/** What the operator sees of keys: versions, what hangs on them, and how far rotations are. Never a key. */
@Injectable()
export class FindKeyStatusQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rotations: KeyRotationRepository,
    private readonly mapper: KeyRotationMapper,
    private readonly steps: RotationSteps,
    private readonly centreKeys: CentreKeyCache,
    private readonly audit: AuditLog,
  ) {}

  /** @throws KeysUnavailableError */
  async status(requestId: string): Promise<KeyStatus> {
    const rotations = await this.last(requestId);
    const centres: KeyStatus['centres'] = [];
    for (const centreId of await this.centreKeys.centres()) {
      const keys = [];
      for (const step of this.steps.all) keys.push({ kind: step.kind, versions: [...(await step.versions(centreId))] });
      centres.push({ centreId, keys });
    }
    return { centres, rotations };
  }

  /** The last rotation of each kind at each centre, those under way among them. */
  async last(requestId: string): Promise<KeyRotationView[]> {
    const context: CallContext = { actor: { system: 'operator' }, requestId };
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'read', resource: 'CentreKey' });
      return (await this.rotations.listLast(tx)).map((rotation) => this.mapper.show(rotation));
    });
  }
}
