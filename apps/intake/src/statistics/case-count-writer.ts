import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CaseKey } from '@an-tam/field-encryption';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import type { CaseCountEntity } from './case-count.entity.js';
import { CaseCountMapper } from './case-count.mapper.js';
import { CaseCountRepository } from './case-count.repository.js';
import { CountingAudit, type CountingUse } from './counting-audit.js';
import type { ShareToKeep } from './release-state.js';
import type { CountedYear } from './sealed-cases.repository.js';

/** Writes down, sealed with each case, what a release counted of it. */
@Injectable()
export class CaseCountWriter {
  constructor(
    private readonly counts: CaseCountRepository,
    private readonly mapper: CaseCountMapper,
    private readonly keys: CaseKeys,
    private readonly audit: CountingAudit,
  ) {}

  /**
   * Writing the same shares again leaves the same content. A case erased since the count is passed over.
   * @throws KeysUnavailableError
   */
  async write(use: CountingUse, year: CountedYear, shares: readonly ShareToKeep[]): Promise<void> {
    if (shares.length === 0) return;
    const caseIds = shares.map(({ caseId }) => caseId);
    const centres = await this.counts.centresOf(caseIds);
    const keys = await this.keysOf(use, centres);
    const before = new Map((await this.counts.find(year, caseIds)).map((row) => [row.caseId, row]));
    const rows = shares.flatMap((share): CaseCountEntity[] => {
      const { caseId } = share;
      const centreId = centres.get(caseId);
      const own = keys.get(caseId);
      if (centreId === undefined || !own) return [];
      const old = before.get(caseId);
      const head = { id: old?.id ?? randomUUID(), caseId, centreId, version: (old?.version ?? 0) + 1, ...year };
      return [this.mapper.seal(newestKey(own), head, share)];
    });
    await this.counts.write(rows);
  }

  private async keysOf(
    use: CountingUse,
    centres: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, readonly CaseKey[]>> {
    const all = new Map<string, readonly CaseKey[]>();
    for (const centreId of new Set(centres.values())) {
      await this.audit.keyUse(use, centreId);
      const ids = [...centres].filter(([, centre]) => centre === centreId).map(([caseId]) => caseId);
      for (const [caseId, own] of await this.keys.ofMany(centreId, ids)) all.set(caseId, own);
    }
    return all;
  }
}
