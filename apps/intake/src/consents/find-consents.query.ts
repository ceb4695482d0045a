import { Injectable } from '@nestjs/common';
import type { ConsentView } from '@an-tam/contracts';
import type { CaseKey } from '@an-tam/field-encryption';
import type { Transaction } from '@an-tam/persistence';
import { ConsentNotFoundError } from './consent.errors.js';
import { ConsentMapper } from './consent.mapper.js';
import { ConsentRepository } from './consent.repository.js';

/** Opened consents of a case that the caller's transaction has already loaded. */
@Injectable()
export class FindConsentsQuery {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly mapper: ConsentMapper,
  ) {}

  async listOfCase(tx: Transaction, keys: readonly CaseKey[], caseId: string): Promise<ConsentView[]> {
    return (await this.consents.listOfCase(tx, caseId)).map((row) => this.mapper.open(keys, row));
  }

  /** Held until the end of the transaction, so that it cannot be withdrawn while it is relied on. @throws ConsentNotFoundError */
  async getHeld(tx: Transaction, keys: readonly CaseKey[], caseId: string, id: string): Promise<ConsentView> {
    const row = await this.consents.findLocked(tx, caseId, id);
    if (!row) throw new ConsentNotFoundError();
    return this.mapper.open(keys, row);
  }
}
