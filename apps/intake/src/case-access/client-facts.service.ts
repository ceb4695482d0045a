import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Indexes } from '@an-tam/field-encryption/typeorm';
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

  /** The blind indexes of whatever she can be found by. @throws NormaliseError when a value is none of its kind. */
  async indexes(centreId: string, client: ClientContent): Promise<Indexes<ClientEntity>> {
    return this.sealer.indexes(ClientEntity, await this.keys.indexKey(centreId), client);
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
    const { id, centreId } = row;
    const next = this.sealer.seal(
      ClientEntity,
      newestKey(keys),
      { id, caseId, centreId, version: row.version + 1, ...(await this.indexes(centreId, after)) },
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
