import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseIdentity, UserContext } from '@an-tam/contracts';
import { ClientFactsService, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { coversProperty } from '../sealing/index.js';
import { withheldFrom } from './withheld.rules.js';

/** Hiện thông tin định danh: who the case is about, opened on demand and audited apart from reading the case. */
@Injectable()
export class ShowIdentityQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly clients: ClientFactsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws CaseNotFoundError */
  async show(context: UserContext, id: string): Promise<CaseIdentity> {
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
