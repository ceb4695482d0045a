import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer, type Head } from '@an-tam/field-encryption/typeorm';
import { addDuration } from '@an-tam/http';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity } from '../case-access/index.js';
import { newestKey } from '../case-keys/index.js';
import { CaseWriter } from '../cases/index.js';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { SafeguardingConcernRepository } from '../safeguarding/index.js';
import type { ClosureEntity } from './closure.entity.js';
import { SafeguardingOpenError } from './closure.errors.js';
import { ClosureRepository, type ClosureContent, type OpenedClosure } from './closure.repository.js';

/** Stores a closure and the state of its case, each with its audit entry, in a transaction that holds the case. */
@Injectable()
export class ClosureWriter {
  constructor(
    private readonly closures: ClosureRepository,
    private readonly cases: CaseWriter,
    private readonly concerns: SafeguardingConcernRepository,
    private readonly sealer: EntitySealer,
    private readonly audit: AuditLog,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  async save(
    tx: Transaction,
    keys: readonly CaseKey[],
    head: Head<ClosureEntity>,
    content: ClosureContent,
    action: 'create' | 'update' | 'approve',
  ): Promise<OpenedClosure> {
    const saved = await this.closures.save(tx, newestKey(keys), head, content);
    const { id: recordId, caseId, version: rowVersion, rowMac, state: purpose } = saved.row;
    await this.audit.append(tx, { action, resource: 'Closure', recordId, caseId, rowVersion, rowMac, purpose });
    return saved;
  }

  /** Closes the case or opens it again. @throws SafeguardingOpenError */
  async setStatus(
    tx: Transaction,
    keys: readonly CaseKey[],
    caseFile: CaseFileEntity,
    status: CaseFileEntity['status'],
  ): Promise<void> {
    const concerns = await this.concerns.countOpen(tx, caseFile.id);
    if (status === 'closed' && concerns > 0) throw new SafeguardingOpenError(concerns);
    const content = this.sealer.open(CaseFileEntity, keys, caseFile);
    await this.cases.update(tx, newestKey(keys), { ...caseFile, status }, content);
  }

  /** The day until which a file closed on this day is kept. */
  keepUntil(closedOn: string): string {
    return addDuration(closedOn, this.config.keepFor.case_file);
  }
}
