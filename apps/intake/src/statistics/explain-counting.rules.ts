import type { Bilingual, Questionnaire } from '@an-tam/contracts';
import type { ReleasePlan } from './release-plans.js';

const say = (vi: string, en: string): Bilingual => ({ vi, en });

const kinds: Readonly<Record<string, Bilingual>> = {
  harm_reduction: say('giảm hại', 'harm reduction'),
  reintegration: say('ổn định cuộc sống', 'a stable life'),
  other: say('hỗ trợ khác', 'other support'),
};

const leftOut: Readonly<Record<string, Bilingual>> = {
  no_statistics_consent: say('chưa đồng ý được tính vào con số chung', 'no consent to overall figures'),
  no_target_group: say('chưa ghi nhóm theo kế hoạch', 'no group of the plan noted'),
  other_target_group: say('thuộc nhóm khác', 'another group'),
  age_unknown: say('chưa rõ tuổi', 'age unknown'),
  minor: say('dưới 18 tuổi', 'under 18'),
};

const join = (codes: readonly string[], words: Readonly<Record<string, Bilingual>>, language: keyof Bilingual) =>
  codes.map((code) => words[code]?.[language] ?? code).join(', ');

/** Says how a plan counts, out of the very definitions that it is counted by. */
export function explainCounting(
  { definitions: { reached, used }, numerator, stated }: ReleasePlan,
  results: Questionnaire['results'],
): Bilingual[] {
  const both = (rule: 'any' | 'both') =>
    rule === 'both' ? say('mỗi loại ít nhất một', 'one of each kind') : say('một trong các loại là đủ', 'any of them');
  const out = [stated['leave_out'] ?? []].flat();
  return [
    results.inNeed,
    results.eligible,
    say(
      `Được tiếp cận: đã nhận ít nhất một dịch vụ sau khi đủ điều kiện. Loại dịch vụ: ${join(reached.kinds, kinds, 'vi')}; ${both(reached.and).vi}.`,
      `Reached: at least one service received after being eligible. Kinds: ${join(reached.kinds, kinds, 'en')}; ${both(reached.and).en}.`,
    ),
    say(
      `Đã sử dụng: nơi cung cấp xác nhận dịch vụ đã xong, sau khi được tiếp cận; ${both(used.and).vi}.`,
      `Used: the service says it was delivered, after being reached; ${both(used.and).en}.`,
    ),
    numerator === 'used'
      ? say('Tỷ lệ: số đã sử dụng trên số đủ điều kiện.', 'Share: used out of eligible.')
      : say('Tỷ lệ: số được tiếp cận trên số đủ điều kiện.', 'Share: reached out of eligible.'),
    say(`Không tính: ${join(out, leftOut, 'vi')}.`, `Left out: ${join(out, leftOut, 'en')}.`),
  ];
}
