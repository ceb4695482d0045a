import { Injectable } from '@nestjs/common';
import type { Actor } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import type { Transaction } from '@an-tam/persistence';
import { CaseFileEntity, CaseRepository, type CaseContent } from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { CaseWriter } from './case-writer.js';

/** Whose a file is and where it belongs. */
export type HeadChanges = Partial<Pick<CaseFileEntity, 'assigneeId' | 'teamId' | 'mergedIntoId'>>;

/** Changes the readable part of a file that the transaction holds; what is sealed in it stays. */
@Injectable()
export class CaseHeadsService {
  constructor(
    private readonly cases: CaseRepository,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly writer: CaseWriter,
  ) {}

  /** The next version of the file; without changes it is counted all the same. */
  async change(
    tx: Transaction,
    row: CaseFileEntity,
    changes: HeadChanges = {},
  ): Promise<{ content: CaseContent; version: number }> {
    const keys = await this.keys.of(row.centreId, row.id);
    const content = this.sealer.open(CaseFileEntity, keys, row);
    const { version } = await this.writer.update(tx, newestKey(keys), { ...row, ...changes }, content);
    return { content, version };
  }

  /** Files that were folded into this one and are read with it. */
  listFolded(tx: Transaction, actor: Actor, id: string): Promise<CaseFileEntity[]> {
    return this.cases.listFolded(tx, actor, id);
  }
}
