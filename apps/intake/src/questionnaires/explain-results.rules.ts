import type { Bilingual, Questionnaire } from '@an-tam/contracts';
import type { RuleCondition, ScreeningRules } from './questionnaire-content.js';

type Asked = Pick<Questionnaire, 'sections' | 'scores'>;

const quoted = (labels: readonly Bilingual[], language: keyof Bilingual) =>
  labels.map((label) => `“${label[language]}”`).join(language === 'vi' ? ' hoặc ' : ' or ');

function sayCondition(condition: RuleCondition, { sections, scores }: Asked): Bilingual {
  if ('score' in condition) {
    const title = scores.find(({ id }) => id === condition.score)?.title;
    return {
      vi: `${title?.vi ?? condition.score} từ ${condition.at_least} điểm trở lên`,
      en: `${title?.en ?? condition.score} of ${condition.at_least} points or more`,
    };
  }
  const question = sections.flatMap((section) => section.questions).find(({ id }) => id === condition.question);
  const labels = (codes: readonly string[]) =>
    (question?.options ?? []).filter(({ code }) => codes.includes(code)).map(({ label }) => label);
  const parts = [
    ...(condition.any_of
      ? [
          {
            vi: `trả lời ${quoted(labels(condition.any_of), 'vi')} cho câu “${question?.text.vi}”`,
            en: `${quoted(labels(condition.any_of), 'en')} was answered to “${question?.text.en}”`,
          },
        ]
      : []),
    ...(condition.none_of
      ? [
          {
            vi: `không trả lời ${quoted(labels(condition.none_of), 'vi')} cho câu “${question?.text.vi}”`,
            en: `${quoted(labels(condition.none_of), 'en')} was not answered to “${question?.text.en}”`,
          },
        ]
      : []),
  ];
  return { vi: parts.map(({ vi }) => vi).join(' và '), en: parts.map(({ en }) => en).join(' and ') };
}

/** "Cách tính": says the rules of a questionnaire in words, out of the rules themselves, so that the two cannot differ. */
export function explainResults(asked: Asked, rules: ScreeningRules): Questionnaire['results'] {
  const conditions = rules.results.eligible.when.map((condition) => sayCondition(condition, asked));
  // An unanswered question meets `none_of` alone.
  const skippingIsFree = rules.results.eligible.when.every((one) => !('score' in one) && one.any_of === undefined);
  const vi = ['có nhu cầu', ...conditions.map((condition) => condition.vi)].join('; ');
  const en = ['in need', ...conditions.map((condition) => condition.en)].join('; ');
  return {
    inNeed: {
      vi: 'Có nhu cầu: lần hỏi cho thấy ít nhất một nhu cầu.',
      en: 'In need: the screening found at least one need.',
    },
    eligible: {
      vi: `Đủ điều kiện: ${vi}.${skippingIsFree ? ' Bỏ qua câu hỏi không làm mất quyền.' : ''}`,
      en: `Eligible: ${en}.${skippingIsFree ? ' Skipping a question takes no right away.' : ''}`,
    },
  };
}
