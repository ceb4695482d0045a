import { Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import type { CaseListItem, DuplicatePairs, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { UnitOfWork } from '@an-tam/persistence';
import { CaseFileEntity, CaseRepository, ClientEntity } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { clientIdentifierNames } from '../sealing/index.js';
import { isSame } from './case-finder.js';
import type { OpenableCase } from './name-scan.js';
import { SharedIndexRepository } from './shared-index.repository.js';

const mostShown = 25;

/**
 * Pairs of files of the centre that have a phone, document, address or UIC in common. Indexes of one centre alone are
 * compared, and those of one version: while the index key is exchanged a pair shows once both files are moved.
 */
@Injectable()
export class FindDuplicatePairsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shared: SharedIndexRepository,
    private readonly cases: CaseRepository,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly audit: AuditLog,
  ) {}

  /** Those with the newest file first. */
  async find(context: UserContext): Promise<DuplicatePairs> {
    const { actor } = context;
    return this.unitOfWork.run(context, async (tx) => {
      await this.audit.append(tx, { action: 'list', resource: 'CaseFile', purpose: 'duplicates' });
      const found = await this.shared.listPairs(tx, actor, mostShown + 1);
      const pairs = found.slice(0, mostShown);
      const ids = [...new Set(pairs.flat())];
      const keys = await this.keys.ofMany(actor.organisationId, ids);
      const files = new Map(
        (await this.cases.listWithClients(tx, actor, ids)).flatMap(({ row, client }) => {
          const own = keys.get(row.id);
          return own ? [[row.id, { row, client, keys: own }] as const] : [];
        }),
      );
      return {
        pairs: pairs.flatMap(([one, other]) => this.pairOf(files.get(one), files.get(other))),
        hasMore: found.length > mostShown,
      };
    });
  }

  /** Compared once more on the opened values: an index alone proves nothing. */
  private pairOf(one?: OpenableCase, other?: OpenableCase): DuplicatePairs['pairs'] {
    if (!one || !other) return [];
    const [mine, hers] = [one, other].map(({ keys, client }) =>
      this.sealer.open(ClientEntity, keys, client, clientIdentifierNames),
    );
    const sharedBy = clientIdentifierNames.filter((name) => {
      const value = mine?.[name] ?? null;
      return value !== null && isSame(name, hers?.[name] ?? null, value);
    });
    return sharedBy.length > 0 ? [{ cases: [this.shown(one), this.shown(other)], sharedBy }] : [];
  }

  private shown({ keys, row }: OpenableCase): CaseListItem {
    const { id, code, status, assigneeId, version } = row;
    const { alias, openedOn } = this.sealer.open(CaseFileEntity, keys, row, ['alias', 'openedOn']);
    return { id, code, status, assigneeId, version, alias, openedOn };
  }
}
