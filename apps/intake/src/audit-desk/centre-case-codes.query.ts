import { Injectable } from '@nestjs/common';
import { CaseCodes } from '@an-tam/audit/nest';
import type { UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';

interface CodeRow {
  readonly id: string;
  readonly code: string;
}

const cases = (demand: string) =>
  `SELECT id, code FROM case_file WHERE ${demand} UNION SELECT id, code FROM case_tombstone WHERE ${demand}`;

/** Codes of the files of one centre, for readers of its log who cannot see the files themselves. */
@Injectable()
export class CentreCaseCodes extends CaseCodes {
  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  async findId(context: UserContext, code: string): Promise<string | undefined> {
    return (await this.read(context, cases('code = $1'), code))[0]?.id;
  }

  async codesOf(context: UserContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.read(context, cases('id = ANY ($1::uuid[])'), ids);
    return new Map(rows.map(({ id, code }) => [id, code]));
  }

  private read({ actor, requestId }: UserContext, sql: string, parameter: unknown): Promise<CodeRow[]> {
    const desk = { actor: { system: 'audit-desk', organisationId: actor.organisationId }, requestId };
    return this.unitOfWork.run(desk, (tx) => tx.manager.query(sql, [parameter]));
  }
}
