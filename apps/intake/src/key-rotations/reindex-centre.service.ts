import { Injectable, Logger } from '@nestjs/common';
import type { KeyVersionUse } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseKeys, CentreKeyCache, centreKeysTimeToLive } from '../case-keys/index.js';
import { CaseResealer, rotationAt } from './case-resealer.js';
import { KeyVersionInUseError } from './key-rotation.errors.js';
import type { RotationOrder, RotationStep } from './rotation-step.js';
import { SealedRowRepository } from './sealed-row.repository.js';

const casesAtOnce = 50;
const purpose = 'blind-index';

/**
 * Exchanges a centre's index key: every stored index is made anew. Searches look under every kept version, so a file is
 * found before, while and after it is moved, by whoever knows the new version; nothing is moved until everybody does.
 */
@Injectable()
export class ReindexCentreService implements RotationStep {
  readonly kind = 'index';
  /** Twice, since a write may last that begins on the last moment of a memory. */
  readonly settleMilliseconds = 2 * centreKeysTimeToLive;
  private readonly logger = new Logger('KeyRotation');
  /** When this process first knew that the version is there. Forgetting it only makes the wait longer. */
  private readonly knownSince = new Map<string, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: SealedRowRepository,
    private readonly resealer: CaseResealer,
    private readonly keys: CaseKeys,
    private readonly centreKeys: CentreKeyCache,
  ) {}

  async versions(centreId: string): Promise<readonly KeyVersionUse[]> {
    const rows = await this.unitOfWork.run(rotationAt(centreId), (tx) => this.rows.countIndexesByVersion(tx, centreId));
    const kept = await this.centreKeys.versions(centreId, purpose);
    return kept.map((version) => ({ version, rows: rows.find((use) => use.version === version)?.rows ?? 0 }));
  }

  async begin({ centreId, toVersion }: RotationOrder): Promise<void> {
    await this.centreKeys.addVersion(centreId, purpose, toVersion);
    const name = `${centreId} ${toVersion}`;
    this.knownSince.set(name, this.knownSince.get(name) ?? Date.now());
  }

  async countLeft(order: RotationOrder): Promise<number> {
    return (await this.listLeft(order)).length;
  }

  async moveBatch(order: RotationOrder): Promise<number> {
    const { centreId, toVersion } = order;
    const since = this.knownSince.get(`${centreId} ${toVersion}`);
    if (since === undefined || Date.now() < since + centreKeysTimeToLive) return 0;
    let moved = 0;
    for (const caseId of await this.listLeft(order)) {
      if (moved === casesAtOnce) break;
      if (await this.move(centreId, caseId)) moved += 1;
    }
    return moved;
  }

  async retire(order: RotationOrder): Promise<void> {
    if ((await this.countLeft(order)) > 0) throw new KeyVersionInUseError();
    await this.centreKeys.destroyOlder(order.centreId, purpose, order.toVersion);
  }

  private listLeft({ centreId, toVersion }: RotationOrder): Promise<string[]> {
    return this.unitOfWork.run(rotationAt(centreId), (tx) =>
      this.rows.listCasesUnderOlderIndexes(tx, centreId, toVersion),
    );
  }

  /** One case that does not open stays as it is and holds up no other. */
  private async move(centreId: string, caseId: string): Promise<boolean> {
    try {
      return await this.resealer.reseal(centreId, caseId, async () => ({
        keys: await this.keys.of(centreId, caseId),
        bik: await this.keys.indexKey(centreId),
      }));
    } catch (error) {
      this.logger.warn(`case passed over (${error instanceof Error ? error.name : 'unknown'})`);
      return false;
    }
  }
}
