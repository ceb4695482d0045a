import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@an-tam/audit';
import { EntitySealer } from '@an-tam/field-encryption/typeorm';
import { CaseFileEntity, CaseRepository, ClientFactsService } from '../case-access/index.js';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import type { ConcernAtHand } from './concern-desk.js';

/** What a file already says for the fields of a report, to be corrected by hand. */
@Injectable()
export class ReportFacts {
  constructor(
    private readonly cases: CaseRepository,
    private readonly clients: ClientFactsService,
    private readonly sealer: EntitySealer,
    private readonly audit: AuditLog,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
  ) {}

  async of({ tx, keys, place, actor, content, guide, kind }: ConcernAtHand): Promise<Record<string, string>> {
    const { caseId } = place;
    await this.audit.append(tx, { action: 'read', resource: 'ClientIdentity', recordId: caseId, caseId });
    const found = await this.cases.find(tx, actor, 'update', caseId);
    if (!found) return {};
    const { alias, communeCode } = this.sealer.open(CaseFileEntity, keys, found.caseFile, ['alias', 'communeCode']);
    const { name, birthYear } = await this.clients.read(tx, keys, caseId);
    const done = new Set(content.steps.filter(({ state }) => state === 'done').map(({ code }) => code));
    const facts = {
      name: name ?? alias,
      birth_year: birthYear === null ? '' : String(birthYear),
      commune: this.config.communes.get(communeCode)?.name ?? '',
      note: content.note ?? '',
      steps: kind.steps
        .filter(({ code }) => done.has(code))
        .map(({ text }) => text.vi)
        .join('\n'),
    };
    return Object.fromEntries(guide.reportFields.map(({ code, from }) => [code, from ? facts[from] : '']));
  }
}
