import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { together, type Transaction } from '@an-tam/persistence';
import {
  CaseFileEntity,
  CaseRepository,
  ClientEntity,
  ClientFactsService,
  type CaseContent,
  type ClientContent,
} from '../case-access/index.js';

export type CaseHead = Pick<
  CaseFileEntity,
  'id' | 'centreId' | 'code' | 'status' | 'assigneeId' | 'openedById' | 'teamId' | 'mergedIntoId'
>;

/** Seals and stores the root rows of a case, with the audit entry of each write. */
@Injectable()
export class CaseWriter {
  constructor(
    private readonly cases: CaseRepository,
    private readonly sealer: EntitySealer,
    private readonly clients: ClientFactsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws NormaliseError when what she is to be found by is none of its kind. */
  async insert(
    tx: Transaction,
    key: CaseKey,
    head: CaseHead,
    clientId: string,
    content: CaseContent,
    client: ClientContent,
  ): Promise<CaseFileEntity> {
    const row = this.sealer.seal(CaseFileEntity, key, { ...head, version: 1 }, content);
    const indexes = await this.clients.indexes(head.centreId, client);
    const clientHead = { id: clientId, caseId: head.id, centreId: head.centreId, version: 1, ...indexes };
    const clientRow = this.sealer.seal(ClientEntity, key, clientHead, client);
    await together([
      this.cases.insert(tx, row, clientRow),
      this.recordWrite(tx, 'create', row),
      this.audit.append(tx, {
        action: 'create',
        resource: 'Client',
        recordId: clientId,
        caseId: head.id,
        rowVersion: clientRow.version,
        rowMac: clientRow.rowMac,
      }),
    ]);
    return row;
  }

  /** Writes changed content as the next version of the root row. */
  async update(tx: Transaction, key: CaseKey, row: CaseFileEntity, content: CaseContent): Promise<CaseFileEntity> {
    const { id, centreId, code, status, assigneeId, openedById, teamId, mergedIntoId } = row;
    const next = this.sealer.seal(
      CaseFileEntity,
      key,
      { id, centreId, code, status, assigneeId, openedById, teamId, mergedIntoId, version: row.version + 1 },
      content,
    );
    await this.cases.updateCase(tx, next);
    await this.recordWrite(tx, 'update', next);
    return next;
  }

  private async recordWrite(tx: Transaction, action: 'create' | 'update', row: CaseFileEntity): Promise<void> {
    const { id, version, rowMac } = row;
    await this.audit.append(tx, {
      action,
      resource: 'CaseFile',
      recordId: id,
      caseId: id,
      rowVersion: version,
      rowMac,
    });
  }
}
