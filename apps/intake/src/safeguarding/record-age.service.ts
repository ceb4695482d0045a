import { Injectable } from '@nestjs/common';
import type { RecordAge, UserContext } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { ClientFactsService, LoadCaseService } from '../case-access/index.js';
import { CaseKeys } from '../case-keys/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { ConcernWriter } from './concern-writer.js';

/** Bạn đã hỏi tuổi chưa?: writes down the year of birth, and opens what it gives reason for. */
@Injectable()
export class RecordAgeService {
  constructor(
    private readonly cases: LoadCaseService,
    private readonly keys: CaseKeys,
    private readonly clients: ClientFactsService,
    private readonly writer: ConcernWriter,
    private readonly checks: CodeChecks,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** @throws InvalidInputError, CaseNotFoundError, CaseClosedError */
  async record(context: UserContext, caseId: string, { birthYear }: RecordAge): Promise<void> {
    this.checks.refuse(this.checks.birthYear('birthYear', birthYear, this.calendar.today()));
    await this.cases.run(context, caseId, { action: 'update' }, async (tx, { centreId }) => {
      const keys = await this.keys.of(centreId, caseId);
      await this.clients.change(tx, keys, caseId, { birthYear });
      await this.writer.fromBirthYear(tx, keys, { caseId, centreId }, birthYear);
    });
  }
}
