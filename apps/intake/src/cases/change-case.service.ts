import { Injectable } from '@nestjs/common';
import type { CaseListItem, ChangeCase, UserContext } from '@an-tam/contracts';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import {
  CaseFileEntity,
  CategoryWithheldError,
  ClientFactsService,
  LoadCaseService,
  type ClientContent,
} from '../case-access/index.js';
import { CaseKeys, newestKey } from '../case-keys/index.js';
import { clientIdentifierNames, coversProperty } from '../sealing/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { CaseWriter } from './case-writer.js';

/** Corrects what a file says about the client. */
@Injectable()
export class ChangeCaseService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly sealer: EntitySealer,
    private readonly clients: ClientFactsService,
    private readonly writer: CaseWriter,
    private readonly checks: CodeChecks,
  ) {}

  /** @throws InvalidInputError, CaseNotFoundError, CategoryWithheldError, StaleCaseError with the current version, CaseClosedError */
  async change(context: UserContext, id: string, input: ChangeCase): Promise<CaseListItem> {
    this.checks.refuse(
      input.communeCode === undefined ? [] : this.checks.commune('communeCode', input.communeCode),
      this.checks.identifiers(input),
      this.checks.languages('circumstances.languages', input.circumstances?.languages ?? []),
    );
    return this.cases.run(context, id, { action: 'update', version: input.version }, async (tx, row, known) => {
      const keys = await this.keys.of(row.centreId, id);
      const content = this.sealer.open(CaseFileEntity, keys, row);
      const changed = {
        ...content,
        alias: input.alias ?? content.alias,
        communeCode: input.communeCode ?? content.communeCode,
        reach: input.reach ?? content.reach,
      };
      const facts: Partial<ClientContent> = Object.fromEntries(
        (['name', 'circumstances', ...clientIdentifierNames] as const).flatMap((fact) =>
          input[fact] === undefined ? [] : [[fact, input[fact]]],
        ),
      );
      const touched = [
        ...(['alias', 'communeCode'] as const).map((name) => ({ table: 'case_file', name, given: input[name] })),
        ...Object.entries(facts).map(([name, given]) => ({ table: 'client', name, given })),
      ].filter(({ given }) => given !== undefined);
      if (!touched.every(({ table, name }) => coversProperty(known, table, name))) throw new CategoryWithheldError();
      await this.clients.change(tx, keys, id, facts);
      const { version } = await this.writer.update(tx, newestKey(keys), row, changed);
      const { code, status, assigneeId } = row;
      return { id, code, status, assigneeId, version, alias: changed.alias, openedOn: changed.openedOn };
    });
  }
}
