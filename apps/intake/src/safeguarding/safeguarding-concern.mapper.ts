import { Injectable } from '@nestjs/common';
import type { CaseCategory, ConcernContentView, ConcernView } from '@an-tam/contracts';
import { coversTable } from '../sealing/index.js';
import type { ConcernContent } from './safeguarding-concern.content.js';
import type { OpenedConcern } from './safeguarding-concern.repository.js';
import { SafeguardingGuides } from './safeguarding-guide.js';

/** Says what a concern is about, in the words of its own version of the guide, to who keeps the compartment. */
@Injectable()
export class SafeguardingConcernMapper {
  constructor(private readonly guides: SafeguardingGuides) {}

  /** Everybody who reaches the file sees that a clock runs. */
  view({ row, content, escalated }: OpenedConcern, known: ReadonlySet<CaseCategory>): ConcernView {
    const { id, version, state, openedAt, nextDueAt } = row;
    const shown = coversTable(known, 'safeguarding_concern') ? this.content(content) : null;
    return { id, version, state, openedAt, nextDueAt, escalated, content: shown };
  }

  private content({ guide: version, steps, ...told }: ConcernContent): ConcernContentView {
    const { guide, kind } = this.guides.kind(version, told.kind);
    const { label, hint, calls, shelter, questions, plansSafety } = kind;
    return {
      ...told,
      label,
      hint,
      calls: [...calls],
      shelter,
      questions,
      plansSafety,
      reportFields: kind.hasReport
        ? guide.reportFields.map(({ code, label: name, required, long }) => ({ code, label: name, required, long }))
        : [],
      steps: kind.steps.flatMap(({ code, text, law }) => {
        const step = steps.find((one) => one.code === code);
        return step ? [{ ...step, text, law }] : [];
      }),
    };
  }
}
