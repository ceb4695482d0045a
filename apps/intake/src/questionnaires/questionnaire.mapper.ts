import type { Choice, Questionnaire } from '@an-tam/contracts';
import { explainResults } from './explain-results.rules.js';
import { optionsOf, type QuestionnaireContent } from './questionnaire-content.js';

const label = (vi: string, en: string) => ({ vi, en });

/** A questionnaire as it is asked: the answers of each question beside it, and no rule. */
export function toQuestionnaire(
  content: QuestionnaireContent,
  version: number,
  targetGroups: readonly Choice[],
): Questionnaire {
  const asked = {
    id: content.id,
    version,
    sections: content.sections.map((section) => ({
      id: section.id,
      title: label(section.title_vi, section.title_en),
      showIf: section.show_if ?? [],
      questions: section.questions.map((question) => ({
        id: question.id,
        type: question.type,
        text: label(question.text_vi, question.text_en),
        why: label(question.why_vi, question.why_en),
        options: question.options_from
          ? [...targetGroups]
          : optionsOf(content, question).map((one) => ({ code: one.code, label: label(one.label_vi, one.label_en) })),
        showIf: question.show_if ?? [],
      })),
    })),
    scores: content.scores.map((score) => ({ id: score.id, title: label(score.title_vi, score.title_en) })),
  };
  return { ...asked, results: explainResults(asked, content.rules) };
}
