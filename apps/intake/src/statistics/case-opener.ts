import { Injectable } from '@nestjs/common';
import type { CaseKey } from '@an-tam/field-encryption';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { CaseFileEntity, ClientEntity } from '../case-access/index.js';
import { ConsentMapper } from '../consents/index.js';
import { FollowUpMapper } from '../follow-ups/index.js';
import { CaseReferralMapper } from '../referrals/index.js';
import { ScreeningMapper } from '../screenings/index.js';
import { CaseCountMapper } from './case-count.mapper.js';
import type { OpenedCase } from './case-facts.js';
import type { SealedCase } from './sealed-cases.repository.js';

/** When a row without a time of its own was entered: at no time, so never late. */
const entered = ({ createdAt }: { readonly createdAt?: Date }): { enteredAt: Date } => ({
  enteredAt: createdAt ?? new Date(0),
});

/** Opens of a case what is counted and linked by; alias, name, channel and sex stay sealed. */
@Injectable()
export class CaseOpener {
  constructor(
    private readonly sealer: EntitySealer,
    private readonly consents: ConsentMapper,
    private readonly screenings: ScreeningMapper,
    private readonly followUps: FollowUpMapper,
    private readonly referrals: CaseReferralMapper,
    private readonly counts: CaseCountMapper,
  ) {}

  /** @throws RowUnreadableError when any part was not written together with its row. */
  open(keys: readonly CaseKey[], sealed: SealedCase): OpenedCase {
    const { file, client, counted } = sealed;
    return {
      caseId: file.id,
      status: file.status,
      mergedIntoId: file.mergedIntoId,
      content: this.sealer.open(CaseFileEntity, keys, file, ['communeCode', 'openedOn']),
      client: this.sealer.open(ClientEntity, keys, client, ['phone', 'birthYear', 'targetGroup']),
      consents: sealed.consents.map((row) => this.consents.open(keys, row)),
      screenings: sealed.screenings.map((row) => ({ ...this.screenings.open(keys, row), ...entered(row) })),
      followUps: sealed.followUps.map((row) => ({ ...this.followUps.open(keys, row), ...entered(row) })),
      referrals: sealed.referrals.map((row) => this.referrals.open(keys, row)),
      counted: counted && this.counts.open(keys, counted),
    };
  }
}
