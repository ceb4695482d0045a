import { defineTexts } from '../i18n/define-texts.js';

const texts = {
  coverage: ['Mức bao phủ', 'Coverage'],
  left_out: ['Người chưa tính được', 'People who could not be counted'],
  linkage: ['Khả năng nối số liệu', 'Linkage'],
  province: ['Toàn tỉnh', 'The whole province'],
  total: ['Tổng', 'Total'],
  cells: ['Chi tiết (chỉ các ô khác 0)', 'Detail (cells above 0 only)'],
  unit: ['Xã, phường', 'Commune'],
  event: ['Mức', 'Step'],
  reason: ['Lý do', 'Reason'],
  in_need: ['Có nhu cầu', 'In need'],
  eligible: ['Đủ điều kiện', 'Eligible'],
  reached: ['Đã được hỗ trợ', 'Reached'],
  used: ['Đã dùng dịch vụ', 'Used a service'],
  no_statistics_consent: ['Chưa đồng ý được tính', 'No consent to be counted'],
  age_unknown: ['Chưa rõ tuổi', 'Age unknown'],
  minor: ['Dưới 18 tuổi', 'Under 18'],
  no_target_group: ['Chưa rõ nhóm', 'Group not known'],
  unit_unknown: ['Chưa rõ xã, phường', 'Commune not known'],
  linkable: ['Nối được', 'Linkable'],
  unlinkable: ['Không nối được', 'Not linkable'],
  'check.complete': ['Đủ mọi ô đã khai báo, không thừa ô nào', 'Every declared cell is there, and no other'],
  'check.lattice': ['Mọi con số là bội số của 5', 'Every count is a multiple of 5'],
  'check.additive': ['Tổng bằng các ô cộng lại', 'Totals are sums of their cells'],
  'check.ties': ['Các con số khớp thứ tự với nhau', 'Counts keep their order among themselves'],
  'check.history': ['Khớp với những kỳ đã công bố', 'Agrees with what was released before'],
  'check.intervals': [
    'Mỗi con số còn nhiều khả năng, không suy ra người nào',
    'Every count leaves several possibilities',
  ],
  'check.counter-tables': [
    'Nhiều bảng khác nhau cùng giải thích được số liệu',
    'Several whole tables explain the figures',
  ],
  'check.percentages': ['Tỷ lệ theo đúng quy tắc số nhỏ', 'Percentages follow the rules for small numbers'],
  'check.labels': ['Nhãn hiển thị đúng với số thật', 'Labels are true'],
  'check.repeatable': ['Tính lại ra đúng kết quả cũ', 'Computed again, it gives the same'],
} as const;

export const useFigureWords = defineTexts('figure-words', texts);

/** Narrows a code of a release to one this page has words for. */
export function knownCode(code: string): keyof typeof texts | undefined {
  return Object.hasOwn(texts, code) ? (code as keyof typeof texts) : undefined;
}
