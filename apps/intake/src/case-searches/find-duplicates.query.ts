import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseListItem, PossibleDuplicates, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { CaseFileEntity, ClientEntity, ClientFactsService, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { clientIdentifierNames } from '../sealing/index.js';
import { CaseFinder, isSame } from './case-finder.js';
import type { OpenableCase } from './name-scan.js';

const mostShown = 25;

/** Other files of the caller's own scope that have a phone, document, address or UIC in common with this one. */
@Injectable()
export class FindDuplicatesQuery {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly clients: ClientFactsService,
    private readonly finder: CaseFinder,
    private readonly sealer: EntitySealer,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first. @throws CaseNotFoundError */
  async find(context: UserContext, id: string): Promise<PossibleDuplicates> {
    return this.cases.run(context, id, { action: 'read' }, async (tx, row) => {
      await this.audit.append(tx, { action: 'search', resource: 'CaseFile', recordId: id, caseId: id });
      const own = await this.clients.read(tx, await this.keys.of(row.centreId, id), id);
      const known = clientIdentifierNames.flatMap((name) => {
        const value = own[name];
        return value === null ? [] : [{ name, value }];
      });
      const wanted = Object.fromEntries(known.map(({ name, value }) => [name, value]));
      const found = await this.finder.byIdentifiers(tx, context.actor, wanted, mostShown + 1);
      const others = found.filter((one) => one.row.id !== id && one.row.mergedIntoId === null).slice(0, mostShown);
      return {
        cases: others.map((one) => {
          const stored = this.sealer.open(ClientEntity, one.keys, one.client, clientIdentifierNames);
          const shared = known.filter(({ name, value }) => isSame(name, stored[name], value));
          return { ...this.shown(one), sharedBy: shared.map(({ name }) => name) };
        }),
      };
    });
  }

  private shown({ keys, row }: OpenableCase): CaseListItem {
    const { id, code, status, assigneeId, version } = row;
    const { alias, openedOn } = this.sealer.open(CaseFileEntity, keys, row, ['alias', 'openedOn']);
    return { id, code, status, assigneeId, version, alias, openedOn };
  }
}
