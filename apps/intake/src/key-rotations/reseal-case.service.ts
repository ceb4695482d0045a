import { Injectable, Logger } from '@nestjs/common';
import type { KeyVersionUse } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseKeyRepository, CaseKeys, newestKey } from '../case-keys/index.js';
import { CaseResealer, rotationAt } from './case-resealer.js';
import { KeyVersionInUseError } from './key-rotation.errors.js';
import type { RotationOrder, RotationStep } from './rotation-step.js';
import { SealedRowRepository } from './sealed-row.repository.js';

const casesAtOnce = 50;
const keysAtOnce = 500;

/**
 * Gives every case of a centre a new data key. The key is stored while the case is held, then every row is sealed anew in
 * that transaction: a crash in between leaves a case with two keys, whose rows open under either, and which is still
 * counted as left. The older keys are destroyed in the end, after everybody who may have read rows or fetched keys before is
 * through, and only if no row names one.
 */
@Injectable()
export class ResealCaseService implements RotationStep {
  readonly kind = 'dek';
  /** Nobody keeps case keys; the longest transaction that uses them is a count over all cases. */
  readonly settleMilliseconds = 15 * 60_000;
  private readonly logger = new Logger('KeyRotation');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: SealedRowRepository,
    private readonly resealer: CaseResealer,
    private readonly keys: CaseKeys,
    private readonly storedKeys: CaseKeyRepository,
  ) {}

  versions(centreId: string): Promise<readonly KeyVersionUse[]> {
    return this.storedKeys.countByVersion(centreId);
  }

  /** Each case gets its key when its turn comes. */
  async begin(): Promise<void> {}

  async countLeft(order: RotationOrder): Promise<number> {
    return (await this.listLeft(order)).length;
  }

  async moveBatch(order: RotationOrder): Promise<number> {
    const { centreId } = order;
    let moved = 0;
    for (const caseId of await this.listLeft(order)) {
      if (moved === casesAtOnce) break;
      if (await this.move(centreId, caseId, order.toVersion)) moved += 1;
    }
    return moved;
  }

  async retire({ centreId }: RotationOrder): Promise<void> {
    for (;;) {
      const old = await this.storedKeys.listSuperseded(centreId, keysAtOnce);
      if (old.length === 0) return;
      const named = await this.unitOfWork.run(rotationAt(centreId), (tx) => this.rows.namesOneOf(tx, old));
      if (named) throw new KeyVersionInUseError();
      await this.storedKeys.deleteVersions(centreId, old);
    }
  }

  /** Cases opened since the order began have a new key already; one without any key is being erased. */
  private async listLeft({ centreId, toVersion, startedAt }: RotationOrder): Promise<string[]> {
    const older = await this.unitOfWork.run(rotationAt(centreId), (tx) =>
      this.rows.listCasesUnderOlderKeys(tx, centreId, toVersion),
    );
    return this.storedKeys.listKeyedBefore(centreId, older, startedAt);
  }

  /** One case that does not open stays as it is and holds up no other. */
  private async move(centreId: string, caseId: string, toVersion: number): Promise<boolean> {
    try {
      return await this.resealer.reseal(centreId, caseId, async () => ({
        keys: await this.keysWith(centreId, caseId, toVersion),
      }));
    } catch (error) {
      this.logger.warn(`case passed over (${error instanceof Error ? error.name : 'unknown'})`);
      return false;
    }
  }

  private async keysWith(centreId: string, caseId: string, version: number): Promise<readonly CaseKey[]> {
    const keys = await this.keys.of(centreId, caseId);
    return newestKey(keys).version >= version ? keys : [...keys, await this.keys.addVersion(centreId, caseId, version)];
  }
}
