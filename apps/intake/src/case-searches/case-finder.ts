import { Injectable } from '@nestjs/common';
import type { Actor } from '@an-tam/contracts';
import { normalise } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { together, type Transaction } from '@an-tam/persistence';
import { CaseRepository, ClientEntity, type CaseWithClient } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { clientIdentifierNames, clientIdentifiers, type ClientIdentifier } from '../sealing/index.js';
import { NameScan, type OpenableCase } from './name-scan.js';

/** Cases that are opened at once when names are looked through. */
const batchSize = 250;

/** What somebody is looked for by, each in whatever spelling. */
export type Identifiers = Readonly<Partial<Record<ClientIdentifier, string>>>;

/** Whether a stored value is the wanted one, however either is written. */
export function isSame(identifier: ClientIdentifier, stored: string | null, wanted: string): boolean {
  const normaliser = clientIdentifiers[identifier];
  return stored !== null && normalise(normaliser, stored) === normalise(normaliser, wanted);
}

/** The three ways to a file, each within the actor's scope, newest file first, at most `limit` of them. */
@Injectable()
export class CaseFinder {
  constructor(
    private readonly cases: CaseRepository,
    private readonly sealer: EntitySealer,
    private readonly keys: CaseKeys,
    private readonly names: NameScan,
  ) {}

  /** By blind indexes under every kept version of the index key, checked again on the opened values; any of them will do. */
  async byIdentifiers(tx: Transaction, actor: Actor, wanted: Identifiers, limit: number): Promise<OpenableCase[]> {
    const given = clientIdentifierNames.flatMap((identifier) => {
      const value = wanted[identifier];
      return value === undefined ? [] : [{ identifier, value }];
    });
    if (given.length === 0) return [];
    const indexKeys = await this.keys.indexKeys(actor.organisationId);
    const indexes = indexKeys.flatMap((bik) =>
      given.map(({ identifier, value }) => ({
        identifier,
        index: this.sealer.index(ClientEntity, bik, identifier, value),
        version: bik.version,
      })),
    );
    const found = await this.withKeys(actor, await this.cases.listByIndex(tx, actor, indexes, limit));
    return found.filter(({ keys, client }) => {
      const stored = this.sealer.open(ClientEntity, keys, client, clientIdentifierNames);
      return given.some(({ identifier, value }) => isSame(identifier, stored[identifier], value));
    });
  }

  /** By opening alias and name of every file in scope, a batch at a time, until there are enough. */
  async byName(tx: Transaction, actor: Actor, words: string, limit: number): Promise<OpenableCase[]> {
    const ids = await this.cases.listIds(tx, actor);
    const found: OpenableCase[] = [];
    const load = async (at: number) =>
      this.withKeys(actor, await this.cases.listWithClients(tx, actor, ids.slice(at, at + batchSize)));
    let ahead = load(0);
    for (let at = 0; at < ids.length && found.length < limit; at += batchSize) {
      const batch = await ahead;
      // The next ones come while these are looked through.
      ahead = load(at + batchSize);
      const [matching] = await together([this.names.matches(batch, words), ahead]);
      found.push(...matching);
    }
    await ahead;
    const shown = found.slice(0, limit);
    // The scan opens single values; what is found is held to its row MAC as everything that is shown.
    for (const { keys, client } of shown) this.sealer.open(ClientEntity, keys, client, ['name']);
    return shown;
  }

  async byCode(tx: Transaction, actor: Actor, code: string): Promise<OpenableCase[]> {
    return this.withKeys(actor, await this.cases.listByCode(tx, actor, code));
  }

  /** A case whose keys were destroyed meanwhile is not there any more. */
  private async withKeys(actor: Actor, cases: readonly CaseWithClient[]): Promise<OpenableCase[]> {
    const keys = await this.keys.ofMany(
      actor.organisationId,
      cases.map(({ row }) => row.id),
    );
    return cases.flatMap((one) => {
      const own = keys.get(one.row.id);
      return own ? [{ ...one, keys: own }] : [];
    });
  }
}
