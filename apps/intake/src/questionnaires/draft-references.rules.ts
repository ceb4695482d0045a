import type { Bilingual } from '@an-tam/contracts';
import {
  optionsOf,
  type QuestionContent,
  type QuestionnaireContent,
  type RuleCondition,
} from './questionnaire-content.js';

/** The lists of the configuration that a questionnaire refers to. */
export interface KnownLists {
  readonly seriesId: string;
  readonly needs: ReadonlySet<string>;
  readonly targetGroups: ReadonlySet<string>;
  /** Questions before which the limits of confidentiality are said. */
  readonly saidBefore: readonly string[];
}

export interface ReferenceFault {
  readonly path: readonly PropertyKey[];
  readonly message: Bilingual;
}

const skip = 'prefer_not_to_say';
/** What the file of a client can hold of her sex. */
const sexes: readonly string[] = ['female', 'male', 'other', 'unknown', skip];

type Path = readonly PropertyKey[];
const fault = (path: Path, vi: string, en: string): ReferenceFault => ({ path, message: { vi, en } });

interface Placed {
  readonly question: QuestionContent;
  readonly path: Path;
  readonly codes: ReadonlySet<string>;
}

function twice(ids: readonly string[], pathOf: (index: number) => Path): ReferenceFault[] {
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [fault(pathOf(index), `"${id}" đã dùng ở trên.`, `"${id}" is used above.`)],
  );
}

/** One question by itself: that it can be answered, can be declined, and says what the file expects of it. */
function faultsOfQuestion(content: QuestionnaireContent, { question, path, codes }: Placed, lists: KnownLists) {
  const { id, type, options, options_ref: ref, options_from: from } = question;
  const sources = [options, ref, from].filter((one) => one !== undefined).length;
  const found: ReferenceFault[] = [];
  const say = (vi: string, en: string, ...at: PropertyKey[]) => found.push(fault([...path, ...at], vi, en));
  if (type === 'year' ? sources > 0 : sources !== 1)
    say(
      `Câu "${id}" cần đúng một nguồn câu trả lời; câu hỏi năm thì không có.`,
      `"${id}" needs exactly one source of answers; a year has none.`,
    );
  if (ref !== undefined && !(ref in content.shared_options))
    say(`Không có nhóm câu trả lời "${ref}".`, `There are no shared options "${ref}".`, 'options_ref');
  else if (type !== 'year' && !from && sources === 1 && !codes.has(skip))
    say(
      `Câu "${id}" phải có câu trả lời "${skip}" (Không muốn trả lời).`,
      `"${id}" must offer "${skip}".`,
      ref ? 'options_ref' : 'options',
    );
  if (lists.saidBefore.includes(id) && !question.requires_statement)
    say(
      `Trước câu "${id}" phải nói rõ giữ kín đến đâu: thêm requires_statement.`,
      `The limits of confidentiality are said before "${id}": add requires_statement.`,
    );
  if ((id === 'birth_year') !== (type === 'year'))
    say('Câu hỏi năm duy nhất là "birth_year".', 'The only question for a year is "birth_year".', 'type');
  if (id === 'sex' && [...codes].some((code) => !sexes.includes(code)))
    say(`Câu "sex" chỉ nhận: ${sexes.join(', ')}.`, `"sex" takes only: ${sexes.join(', ')}.`);
  if ((id === 'target_group') !== (from !== undefined))
    say(
      'Nhóm theo kế hoạch chỉ hỏi ở câu "target_group", lấy từ danh mục.',
      'The group of the plans is asked as "target_group" only, from the list.',
    );
  return [
    ...found,
    ...twice(
      (options ?? []).map(({ code }) => code),
      (index) => [...path, 'options', index],
    ),
  ];
}

/** Whether a condition names what is there to be named; of `before` only what is asked earlier. */
function faultsOfCondition(
  condition: RuleCondition,
  path: Path,
  before: readonly Placed[],
  scores: ReadonlySet<string>,
  branching: boolean,
): ReferenceFault[] {
  if ('score' in condition) {
    return scores.has(condition.score)
      ? []
      : [fault(path, `Không có điểm "${condition.score}".`, `There is no score "${condition.score}".`)];
  }
  const { question, any_of: any, none_of: none } = condition;
  const named = before.find((one) => one.question.id === question);
  if (!named)
    return [
      branching
        ? fault(path, `Chưa hỏi câu "${question}" trước chỗ này.`, `"${question}" is not asked before this.`)
        : fault(path, `Không có câu hỏi "${question}".`, `There is no question "${question}".`),
    ];
  if (!any && !none) return [fault(path, 'Cần "any_of" hoặc "none_of".', '"any_of" or "none_of" is needed.')];
  return [...(any ?? []), ...(none ?? [])]
    .filter((code) => !named.codes.has(code))
    .map((code) =>
      fault(path, `Câu "${question}" không có câu trả lời "${code}".`, `"${question}" has no answer "${code}".`),
    );
}

/** What a draft of the right shape refers to in vain, each with its place; empty when all of it is there. */
export function referenceFaults(content: QuestionnaireContent, lists: KnownLists): ReferenceFault[] {
  const placed: Placed[] = [];
  const scores = new Set(content.scores.map(({ id }) => id));
  const found: ReferenceFault[] = [];
  if (content.id !== lists.seriesId)
    found.push(fault(['id'], `"id" phải là "${lists.seriesId}".`, `"id" must be "${lists.seriesId}".`));
  content.sections.forEach((section, s) => {
    const checkAll = (conditions: readonly RuleCondition[] | undefined, path: Path) =>
      conditions?.forEach((one, index) =>
        found.push(...faultsOfCondition(one, [...path, 'show_if', index], placed, scores, true)),
      );
    checkAll(section.show_if, ['sections', s]);
    section.questions.forEach((question, q) => {
      const path = ['sections', s, 'questions', q];
      checkAll(question.show_if, path);
      const codes = question.options_from
        ? lists.targetGroups
        : new Set(optionsOf(content, question).map(({ code }) => code));
      const one = { question, path, codes };
      found.push(...faultsOfQuestion(content, one, lists));
      placed.push(one);
    });
  });
  const known = (id: string) => placed.find(({ question }) => question.id === id);
  found.push(
    ...twice(
      placed.map(({ question }) => question.id),
      (index) => placed[index]?.path ?? [],
    ),
    ...twice(
      content.sections.map(({ id }) => id),
      (index) => ['sections', index],
    ),
    ...twice(
      content.scores.map(({ id }) => id),
      (index) => ['scores', index],
    ),
    ...content.scores.flatMap((score, index) =>
      score.questions.flatMap((id) => {
        const counted = known(id);
        return counted && optionsOf(content, counted.question).some((option) => option.score !== undefined)
          ? []
          : [
              fault(
                ['scores', index, 'questions'],
                `Câu "${id}" không có câu trả lời nào tính điểm.`,
                `No answer of "${id}" has a score.`,
              ),
            ];
      }),
    ),
    ...content.rules.needs.flatMap(({ when, need }, index) => {
      const path = ['rules', 'needs', index];
      return [
        ...when.flatMap((one, at) => faultsOfCondition(one, [...path, 'when', at], placed, scores, false)),
        ...(lists.needs.has(need.code)
          ? []
          : [fault([...path, 'need'], `Không có nhu cầu "${need.code}".`, `There is no need "${need.code}".`)]),
      ];
    }),
    ...content.rules.results.eligible.when.flatMap((one, at) =>
      faultsOfCondition(one, ['rules', 'results', 'eligible', 'when', at], placed, scores, false),
    ),
  );
  return found;
}
