import { Injectable } from '@nestjs/common';
import type { Actor, SafeReach } from '@an-tam/contracts';
import { RowUnreadableError } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity, CaseRepository, ClientEntity } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { PlannedFollowUpRepository } from '../follow-ups/index.js';

/** What a row of the work list shows of its case, and how a meeting that is planned would reach her. */
export interface TaskFacts {
  readonly alias: string;
  readonly channel: string | null;
  readonly reach: SafeReach | null;
  /** Nobody has written down how old she is. */
  readonly askAge: boolean;
}

/** Opens of the cases on one page what their rows show, and nothing else. */
@Injectable()
export class TaskCases {
  constructor(
    private readonly cases: CaseRepository,
    private readonly planned: PlannedFollowUpRepository,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
  ) {}

  /** By case; a case out of the actor's scope is absent. @throws RowUnreadableError */
  async of(tx: Transaction, actor: Actor, caseIds: readonly string[]): Promise<ReadonlyMap<string, TaskFacts>> {
    const ids = [...new Set(caseIds)];
    const found = await this.cases.listWithClients(tx, actor, ids);
    const planned = new Map((await this.planned.listOfCases(tx, ids)).map((row) => [row.caseId, row]));
    const keys = await this.keys.ofMany(actor.organisationId, ids);
    return new Map(
      found.map(({ row, client }): [string, TaskFacts] => {
        const caseKeys = keys.get(row.id);
        if (!caseKeys) throw new RowUnreadableError('case_file', row.id, row.id);
        const { alias, reach } = this.sealer.open(CaseFileEntity, caseKeys, row, ['alias', 'reach']);
        const next = planned.get(row.id);
        const { birthYear } = this.sealer.open(ClientEntity, caseKeys, client, ['birthYear']);
        return [
          row.id,
          {
            alias,
            reach,
            askAge: birthYear === null,
            channel: next ? this.planned.open(caseKeys, next).channel : null,
          },
        ];
      }),
    );
  }
}
