import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BusinessCalendar } from '@an-tam/http';
import { CaseKeys } from '../case-keys/index.js';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { factsOf, type CaseFacts, type OpenedCase } from './case-facts.js';
import { CaseOpener } from './case-opener.js';
import { CountingAudit, type CountingUse } from './counting-audit.js';
import { SealedCasesRepository, type CountedYear, type SealedBatch } from './sealed-cases.repository.js';
import { serviceKinds } from './service-kinds.js';

export interface ReadCases {
  /** The moment at which all of them stood as read; what was entered later is late. */
  readonly countedAt: Date;
  readonly facts: ReadonlyMap<string, CaseFacts>;
}

/** Reads every case of the core for one count. What it opens lives in memory, as long as the count takes. */
@Injectable()
export class ReadCasesService {
  constructor(
    private readonly sealedCases: SealedCasesRepository,
    private readonly keys: CaseKeys,
    private readonly opener: CaseOpener,
    private readonly audit: CountingAudit,
    private readonly calendar: BusinessCalendar,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  /** @throws KeysUnavailableError, RowUnreadableError: a count that cannot read every case is none. */
  async readAll(use: CountingUse, year: CountedYear): Promise<ReadCases> {
    const facts = new Map<string, CaseFacts>();
    const view = {
      kinds: serviceKinds(this.config.services),
      today: this.calendar.today(),
      linkKey: randomBytes(32),
    };
    const countedAt = await this.sealedCases.readAll(year, async (batch) => {
      for (const opened of await this.openBatch(use, batch)) facts.set(opened.caseId, factsOf(opened, view));
    });
    view.linkKey.fill(0);
    return { countedAt, facts };
  }

  /** A case whose key was destroyed is erased: it is not there. */
  private async openBatch(use: CountingUse, { centreId, cases }: SealedBatch): Promise<OpenedCase[]> {
    await this.audit.keyUse(use, centreId);
    const ids = cases.map(({ file }) => file.id);
    const keys = await this.keys.ofMany(centreId, ids);
    return cases.flatMap((sealed) => {
      const own = keys.get(sealed.file.id);
      return own ? [this.opener.open(own, sealed)] : [];
    });
  }
}
