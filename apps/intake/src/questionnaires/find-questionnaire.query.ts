import { Inject, Injectable } from '@nestjs/common';
import type { Questionnaire, UserContext } from '@an-tam/contracts';
import { UnitOfWork, type Transaction } from '@an-tam/persistence';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { readDraft } from './draft-reader.js';
import type { QuestionnaireContent, ScreeningRules } from './questionnaire-content.js';
import { toQuestionnaire } from './questionnaire.mapper.js';
import { QuestionnaireRepository, type PublishedVersion } from './questionnaire.repository.js';
import { SHIPPED_QUESTIONNAIRE, type ShippedQuestionnaire } from './shipped-questionnaire.js';

/** One version with what is needed to ask and to evaluate it. */
export interface PublishedQuestionnaire {
  readonly questionnaire: Questionnaire;
  readonly content: QuestionnaireContent;
  readonly rules: ScreeningRules;
}

/** Any version that was ever published, and the one that is asked now. A version never changes, so it is read once. */
@Injectable()
export class FindQuestionnaireQuery {
  private readonly known = new Map<number, PublishedQuestionnaire>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: QuestionnaireRepository,
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    @Inject(SHIPPED_QUESTIONNAIRE) private readonly shipped: ShippedQuestionnaire,
  ) {}

  /** The version that is asked now. */
  async current(context: UserContext): Promise<PublishedQuestionnaire> {
    return this.unitOfWork.run(context, (tx) => this.newest(tx));
  }

  async newest(tx: Transaction): Promise<PublishedQuestionnaire> {
    const row = await this.repository.findNewest(tx, this.shipped.content.id);
    return row ? this.open(row) : this.first();
  }

  /** Null for what was never published. */
  async find(context: UserContext, id: string, version: number): Promise<PublishedQuestionnaire | null> {
    if (id !== this.shipped.content.id) return null;
    if (version === 1) return this.first();
    const known = this.known.get(version);
    if (known) return known;
    const row = await this.unitOfWork.run(context, (tx) => this.repository.find(tx, id, version));
    return row && this.open(row);
  }

  private first(): PublishedQuestionnaire {
    return this.known.get(1) ?? this.remember(1, this.shipped.content);
  }

  private open({ version, text }: PublishedVersion): PublishedQuestionnaire {
    const known = this.known.get(version);
    if (known) return known;
    const read = readDraft(text);
    if ('faults' in read) throw new Error(`Version ${version} of the questionnaire was published and cannot be read.`);
    return this.remember(version, read.content);
  }

  private remember(version: number, content: QuestionnaireContent): PublishedQuestionnaire {
    const questionnaire = toQuestionnaire(content, version, this.config.targetGroups);
    const published = { questionnaire, content, rules: content.rules };
    this.known.set(version, published);
    return published;
  }
}
