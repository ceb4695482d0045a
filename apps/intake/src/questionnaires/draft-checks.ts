import { Inject, Injectable } from '@nestjs/common';
import type { DraftFault } from '@an-tam/contracts';
import { INTAKE_CONFIG, type IntakeConfig } from '../reference-data/index.js';
import { readDraft } from './draft-reader.js';
import { referenceFaults } from './draft-references.rules.js';
import type { QuestionnaireContent } from './questionnaire-content.js';
import { SHIPPED_QUESTIONNAIRE, type ShippedQuestionnaire } from './shipped-questionnaire.js';

/** Whether a text is a questionnaire that could be asked here: its shape, and all that it refers to. */
@Injectable()
export class DraftChecks {
  constructor(
    @Inject(INTAKE_CONFIG) private readonly config: IntakeConfig,
    @Inject(SHIPPED_QUESTIONNAIRE) private readonly shipped: ShippedQuestionnaire,
  ) {}

  /** `content` where nothing is wrong; `faults` in the order of their lines. */
  check(text: string): { content: QuestionnaireContent | null; faults: DraftFault[] } {
    const read = readDraft(text);
    if ('faults' in read) return { content: null, faults: read.faults };
    const faults = referenceFaults(read.content, {
      seriesId: this.shipped.content.id,
      needs: this.config.needs,
      targetGroups: new Set(this.config.targetGroups.map(({ code }) => code)),
      saidBefore: this.config.saidBefore,
    }).map(({ path, message }) => ({ line: read.lineOf(path), message }));
    return faults.length === 0
      ? { content: read.content, faults: [] }
      : { content: null, faults: faults.toSorted((a, b) => a.line - b.line) };
  }
}
