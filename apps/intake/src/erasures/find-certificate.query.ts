import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import {
  isSystemActor,
  type CallContext,
  type ErasureCertificate,
  type ErasureList,
  type UserContext,
} from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseNotFoundError } from '../case-access/index.js';
import { KeyRotationRepository } from '../key-rotations/index.js';
import { CaseTombstoneRepository } from './case-tombstone.repository.js';
import { CertificateMapper } from './certificate.mapper.js';

const resource = 'ErasureCertificate';
const pageSize = 25;

/** Certificates of erasures, for whoever may erase in the centre and for the operator. */
@Injectable()
export class FindCertificateQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tombstones: CaseTombstoneRepository,
    private readonly rotations: KeyRotationRepository,
    private readonly mapper: CertificateMapper,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError, also for a case that was not erased */
  async show(context: CallContext, id: string): Promise<ErasureCertificate> {
    const { actor } = context;
    const certificate = await this.unitOfWork.run(context, async (tx) => {
      const tombstone = isSystemActor(actor)
        ? await this.tombstones.findAny(tx, id)
        : await this.tombstones.find(tx, actor, id);
      if (!tombstone) return undefined;
      await this.audit.append(tx, { action: 'read', resource, recordId: id, caseId: id });
      return this.mapper.show(tombstone, await this.rotations.listDone(tx, tombstone.centreId, 'kek'));
    });
    if (certificate) return certificate;
    await this.audit.record(context, { action: 'read', resource, recordId: id, reason: 'not_visible' });
    throw new CaseNotFoundError();
  }

  /** One page, last one first. */
  async list(context: UserContext, page: number): Promise<ErasureList> {
    const { actor } = context;
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource });
      const tombstones = await this.tombstones.list(tx, actor, page, pageSize);
      const ended = await this.rotations.listDone(tx, actor.organisationId, 'kek');
      const erasures = tombstones.slice(0, pageSize).map((tombstone) => this.mapper.show(tombstone, ended));
      return { erasures, page, hasMore: tombstones.length > pageSize };
    });
  }
}
