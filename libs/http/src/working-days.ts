/** Viet Nam keeps UTC+7 all year. */
const offsetMilliseconds = 7 * 3_600_000;
const dayMilliseconds = 86_400_000;

/** The same time of day so many working days later (Monday to Friday; public holidays are not known here). */
export function addWorkingDays(at: Date, workingDays: number): Date {
  let moment = at.getTime();
  let left = workingDays;
  while (left > 0) {
    moment += dayMilliseconds;
    const weekday = new Date(moment + offsetMilliseconds).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(moment);
}
