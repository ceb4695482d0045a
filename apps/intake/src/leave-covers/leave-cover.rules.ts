import type { CoverLeave, FieldError } from '@an-tam/contracts';

/** What one cover takes at most; longer absences are handed over. */
const mostDays = 60;

const daysFrom = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000;

const error = (field: keyof CoverLeave, vi: string, en: string): FieldError => ({ field, message: { vi, en } });

/** What is wrong with a cover, field by field; nothing when it can be arranged. */
export function coverErrors({ absentId, coverId, fromOn, untilOn }: CoverLeave, today: string): FieldError[] {
  return [
    ...(absentId === coverId
      ? [error('coverId', 'Hãy chọn một người khác làm thay.', 'Choose somebody else to stand in.')]
      : []),
    ...(fromOn < today
      ? [error('fromOn', 'Ngày này đã qua. Hãy chọn từ hôm nay trở đi.', 'This day is over. Choose today or later.')]
      : []),
    ...lastDayErrors(fromOn, untilOn, today),
  ];
}

function lastDayErrors(fromOn: string, untilOn: string, today: string): FieldError[] {
  if (untilOn < today)
    return [
      error('untilOn', 'Ngày này đã qua. Hãy chọn từ hôm nay trở đi.', 'This day is over. Choose today or later.'),
    ];
  const days = daysFrom(fromOn, untilOn);
  if (days < 0)
    return [error('untilOn', 'Ngày cuối không thể trước ngày đầu.', 'The last day cannot be before the first.')];
  return days < mostDays
    ? []
    : [
        error(
          'untilOn',
          `Mỗi lần nhiều nhất ${mostDays} ngày. Vắng lâu hơn thì hãy giao hồ sơ cho người khác.`,
          `At most ${mostDays} days at a time. For a longer absence, hand the files over.`,
        ),
      ];
}
