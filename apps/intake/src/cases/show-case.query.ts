import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import {
  caseCategorySchema,
  type CaseCategory,
  type CaseIdentity,
  type CaseView,
  type UserContext,
} from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { CaseFileEntity, ClientFactsService, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { coversProperty } from '../sealing/index.js';
import { CaseParts } from './case-parts.js';

const withheldFrom = (known: ReadonlySet<CaseCategory>): CaseCategory[] =>
  caseCategorySchema.options.filter((category) => !known.has(category));

/** One case: everything the case page shows, and apart from it the identity, opened on demand. */
@Injectable()
export class ShowCaseQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly parts: CaseParts,
    private readonly clients: ClientFactsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, id: string): Promise<CaseView> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, row, known) => {
      await this.audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: id, caseId: id });
      const keys = await this.keys.of(row.centreId, id);
      const { code, status, assigneeId, version } = row;
      return {
        id,
        code,
        status,
        assigneeId,
        version,
        ...this.sealer.open(CaseFileEntity, keys, row),
        ...(await this.parts.of(tx, keys, id, known)),
        withheld: withheldFrom(known),
      };
    });
  }

  /** Hiện thông tin định danh: audited apart from reading the case. @throws CaseNotFoundError */
  async identity(context: UserContext, id: string): Promise<CaseIdentity> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, row, known) => {
      await this.audit.append(tx, { action: 'read', resource: 'ClientIdentity', recordId: id, caseId: id });
      const client = await this.clients.read(tx, await this.keys.of(row.centreId, id), id);
      const shown = <K extends keyof typeof client>(fact: K) =>
        coversProperty(known, 'client', fact) ? client[fact] : null;
      return {
        name: shown('name'),
        phone: shown('phone'),
        documentNumber: shown('documentNumber'),
        email: shown('email'),
        uic: shown('uic'),
        birthYear: shown('birthYear'),
        circumstances: shown('circumstances'),
        withheld: withheldFrom(known),
      };
    });
  }
}
