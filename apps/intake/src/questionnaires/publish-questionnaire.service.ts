import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import type { DraftCheck, PublishQuestionnaire, QuestionnaireVersions, UserContext } from '@an-tam/contracts';
import { InvalidInputError } from '@an-tam/http';
import { UnitOfWork } from '@an-tam/persistence';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { DraftChecks } from './draft-checks.js';
import { StaleQuestionnaireError } from './questionnaire.errors.js';
import { toQuestionnaire } from './questionnaire.mapper.js';
import { QuestionnaireRepository } from './questionnaire.repository.js';
import { SHIPPED_QUESTIONNAIRE, type ShippedQuestionnaire } from './shipped-questionnaire.js';

/** Looks a draft over and publishes it for every centre of the core: with its number, for good. */
@Injectable()
export class PublishQuestionnaireService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: QuestionnaireRepository,
    private readonly checks: DraftChecks,
    private readonly audit: AuditLog,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    @Inject(SHIPPED_QUESTIONNAIRE) private readonly shipped: ShippedQuestionnaire,
  ) {}

  async versions(context: UserContext): Promise<QuestionnaireVersions> {
    this.throwUnlessHost(context);
    const published = await this.unitOfWork.run(context, (tx) => this.repository.list(tx, this.series));
    const rows = published.map(({ version, publishedAt }) => ({ version, publishedAt: publishedAt.toISOString() }));
    return {
      versions: [...rows, { version: 1, publishedAt: null }],
      text: published[0]?.text ?? this.shipped.text,
    };
  }

  /** What is wrong, or how it would be asked. Keeps nothing. */
  check(context: UserContext, text: string): DraftCheck {
    this.throwUnlessHost(context);
    const { content, faults } = this.checks.check(text);
    return { faults, preview: content && toQuestionnaire(content, content.version ?? 1, this.config.targetGroups) };
  }

  /** @throws InvalidInputError naming every line, StaleQuestionnaireError when another version came first. */
  async publish(context: UserContext, { text, version }: PublishQuestionnaire): Promise<{ version: number }> {
    this.throwUnlessHost(context);
    const { faults } = this.checks.check(text);
    if (faults.length > 0)
      throw new InvalidInputError(
        faults.map(({ line, message }) => ({
          field: `text.${line}`,
          message: { vi: `Dòng ${line}: ${message.vi}`, en: `Line ${line}: ${message.en}` },
        })),
      );
    return this.unitOfWork.run(context, async (tx) => {
      await this.repository.takeTurn(tx, this.series);
      const last = (await this.repository.findNewest(tx, this.series))?.version ?? 1;
      if (version !== last + 1) throw new StaleQuestionnaireError(last);
      const id = randomUUID();
      const publishedById = context.actor.accountId;
      await this.repository.insert(tx, { id, series: this.series, version, text, publishedById });
      await this.audit.append(tx, { action: 'create', resource: 'Questionnaire', recordId: id, rowVersion: version });
      return { version };
    });
  }

  private get series(): string {
    return this.shipped.content.id;
  }

  /** The questions are the same in all centres, so whoever hosts the core decides about them. */
  private throwUnlessHost({ actor }: UserContext): void {
    throwUnlessCan(actor, 'create', 'Questionnaire', { provinceCode: this.config.provinceCode });
  }
}
