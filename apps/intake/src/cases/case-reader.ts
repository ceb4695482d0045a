import { Injectable } from '@nestjs/common';
import type { CaseCategory, FoldedFile } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity, type CaseContent } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { CaseParts } from './case-parts.js';

type Parts = Awaited<ReturnType<CaseParts['of']>>;

/** Opens a file that the transaction has loaded, with what hangs on it, under its own key. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly parts: CaseParts,
  ) {}

  async read(tx: Transaction, row: CaseFileEntity, known: ReadonlySet<CaseCategory>): Promise<CaseContent & Parts> {
    const keys = await this.keys.of(row.centreId, row.id);
    return { ...this.sealer.open(CaseFileEntity, keys, row), ...(await this.parts.of(tx, keys, row.id, known)) };
  }

  /** One that was folded into another file, as it is read there. */
  async readFolded(tx: Transaction, row: CaseFileEntity, known: ReadonlySet<CaseCategory>): Promise<FoldedFile> {
    const { alias, openedOn, ...parts } = await this.read(tx, row, known);
    return { ...parts, id: row.id, code: row.code, alias, openedOn };
  }
}
