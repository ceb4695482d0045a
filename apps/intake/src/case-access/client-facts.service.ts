import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { CaseRepository } from './case.repository.js';
import { ClientEntity, type ClientContent } from './client.entity.js';

/** Reads and changes what is known of the client herself, in a transaction that holds the case. */
@Injectable()
export class ClientFactsService {
  constructor(
    private readonly cases: CaseRepository,
    private readonly sealer: EntitySealer,
    private readonly keys: CaseKeys,
    private readonly audit: AuditLog,
  ) {}

  async read(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<ClientContent> {
    return this.sealer.open(ClientEntity, keys, await this.cases.getClient(tx, caseId));
  }

  /** A phone number with its blind index. @throws NormaliseError when it is none. */
  async phoneIndex(
    centreId: string,
    phone: string | null,
  ): Promise<Pick<ClientEntity, 'phoneIndex' | 'phoneIndexVersion'>> {
    if (phone === null) return { phoneIndex: null, phoneIndexVersion: null };
    const bik = await this.keys.indexKey(centreId);
    return { phoneIndex: this.sealer.index(ClientEntity, bik, 'phone', phone), phoneIndexVersion: bik.version };
  }

  /** Changes the given facts; does nothing when all of them stay as they are. */
  async change(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseId: string,
    changes: Partial<ClientContent>,
  ): Promise<void> {
    const row = await this.cases.getClient(tx, caseId);
    const before = this.sealer.open(ClientEntity, keys, row);
    const after = { ...before, ...changes };
    if (Object.entries(after).every(([name, value]) => before[name as keyof ClientContent] === value)) return;
    const index = after.phone === before.phone ? row : await this.phoneIndex(row.centreId, after.phone);
    const { id, centreId } = row;
    const { phoneIndex, phoneIndexVersion } = index;
    const next = this.sealer.seal(
      ClientEntity,
      newestKey(keys),
      { id, caseId, centreId, version: row.version + 1, phoneIndex, phoneIndexVersion },
      after,
    );
    await this.cases.updateClient(tx, next);
    await this.audit.append(tx, {
      action: 'update',
      resource: 'Client',
      recordId: id,
      caseId,
      rowVersion: next.version,
      rowMac: next.rowMac,
    });
  }
}
