import { Injectable } from '@nestjs/common';
import type { KeyVersionUse } from '@an-tam/contracts';
import { CaseKeyRepository, CaseKeys, CentreKeyCache } from '../case-keys/index.js';
import type { RotationOrder, RotationStep } from './rotation-step.js';

const batchSize = 500;

/**
 * Exchanges a centre's KEK: every case key is wrapped anew. The key database lets no case key be wrapped under a retired
 * version, so there is nothing to wait for: whoever comes with an old one is refused and uses the new one.
 */
@Injectable()
export class RewrapCentreService implements RotationStep {
  readonly kind = 'kek';
  readonly settleMilliseconds = 0;

  constructor(
    private readonly centreKeys: CentreKeyCache,
    private readonly caseKeys: CaseKeys,
    private readonly wraps: CaseKeyRepository,
  ) {}

  async versions(centreId: string): Promise<readonly KeyVersionUse[]> {
    const rows = new Map((await this.wraps.countByKek(centreId)).map((use) => [use.version, use.rows]));
    const kept = await this.centreKeys.versions(centreId, this.kind);
    return kept.map((version) => ({ version, rows: rows.get(version) ?? 0 }));
  }

  async begin({ centreId, toVersion }: RotationOrder): Promise<void> {
    await this.centreKeys.addVersion(centreId, this.kind, toVersion);
  }

  async countLeft({ centreId, toVersion }: RotationOrder): Promise<number> {
    const uses = await this.wraps.countByKek(centreId);
    return uses.filter(({ version }) => version < toVersion).reduce((sum, { rows }) => sum + rows, 0);
  }

  async moveBatch({ centreId, toVersion }: RotationOrder): Promise<number> {
    return this.caseKeys.rewrap(centreId, toVersion, batchSize);
  }

  /** In the key database first: from there on no case key can come under a version that is about to be destroyed. */
  async retire({ centreId, toVersion }: RotationOrder): Promise<void> {
    const old = (await this.centreKeys.versions(centreId, this.kind)).filter((version) => version < toVersion);
    await this.wraps.retireKeks(centreId, old);
    await this.centreKeys.destroyOlder(centreId, this.kind, toVersion);
  }
}
