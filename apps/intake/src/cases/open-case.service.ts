import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import type { CaseListItem, GiveConsent, OpenCase, UserContext } from '@an-tam/contracts';
import { together, UnitOfWork } from '@an-tam/persistence';
import { CaseKeys } from '../case-keys/index.js';
import { ConsentWriter } from '../consents/index.js';
import { CodeChecks } from '../reference-data/index.js';
import { newCaseCode } from './case-code.js';
import { CaseWriter } from './case-writer.js';
import { FirstMeetingWriter } from './first-meeting-writer.js';

/** The consents a file is opened with: to be helped, and, apart from it, to be counted. */
function consentsOf(input: OpenCase): GiveConsent[] {
  const base = { dataCategories: [] };
  const caseManagement: GiveConsent = { ...base, ...input.consent, purpose: 'case_management' };
  return input.statisticsConsent
    ? [caseManagement, { ...base, ...input.statisticsConsent, purpose: 'statistics' }]
    : [caseManagement];
}

/** Mở hồ sơ: a file with a key of its own, opened only with consent. */
@Injectable()
export class OpenCaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: CaseKeys,
    private readonly writer: CaseWriter,
    private readonly consents: ConsentWriter,
    private readonly firstMeeting: FirstMeetingWriter,
    private readonly checks: CodeChecks,
  ) {}

  /** @throws InvalidInputError naming every wrong field, KeysUnavailableError */
  async open(context: UserContext, input: OpenCase): Promise<CaseListItem> {
    const consents = consentsOf(input);
    this.checkInput(input, consents);
    const { accountId, organisationId: centreId, teamId } = context.actor;
    const head = {
      id: randomUUID(),
      centreId,
      code: newCaseCode(),
      status: 'open' as const,
      assigneeId: accountId,
      openedById: accountId,
      teamId: teamId ?? null,
      mergedIntoId: null,
    };
    throwUnlessCan(context.actor, 'create', 'CaseFile', { ...head, excludedIds: [] });
    // The key comes first: a crash leaves a key without a case, never a case without a key.
    const key = await this.keys.create(centreId, head.id);
    const { alias, communeCode, channel, openedOn, reach = null } = input;
    const client = {
      name: input.name ?? null,
      phone: input.phone ?? null,
      documentNumber: input.documentNumber ?? null,
      email: input.email ?? null,
      uic: input.uic ?? null,
      birthYear: input.birthYear ?? null,
      targetGroup: null,
      sex: null,
      circumstances: input.circumstances ?? null,
    };
    const { opened, afterwards } = await this.unitOfWork.run(context, async (tx) => {
      const row = await this.writer.insert(
        tx,
        key,
        head,
        randomUUID(),
        { alias, communeCode, channel, openedOn, reach },
        client,
      );
      await this.firstMeeting.write(tx, key, { caseId: head.id, centreId }, input);
      await together(consents.map((consent) => this.consents.write(tx, key, { caseId: head.id, centreId }, consent)));
      return {
        opened: { ...head, alias, openedOn, version: row.version },
        afterwards: await this.firstMeeting.endPending(tx, context, input),
      };
    });
    await afterwards();
    return opened;
  }

  private checkInput(input: OpenCase, consents: readonly GiveConsent[]): void {
    const fieldOf = ['consent', 'statisticsConsent'];
    this.checks.refuse(
      this.checks.commune('communeCode', input.communeCode, input.openedOn),
      this.checks.channel('channel', input.channel),
      this.checks.identifiers(input),
      this.checks.birthYear('birthYear', input.birthYear, input.openedOn),
      this.checks.services('given', input.given ?? []),
      this.checks.languages('circumstances.languages', input.circumstances?.languages ?? []),
      this.checks.notInFuture('openedOn', input.openedOn),
      ...consents.map((consent, position) =>
        this.consents.faults(consent).map((fault) => ({ ...fault, field: `${fieldOf[position]}.${fault.field}` })),
      ),
    );
  }
}
