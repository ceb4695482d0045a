/** The calendar of the product: plan periods, due days and entry dates are days of Việt Nam. */
const inVietnam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** Tells the day, `YYYY-MM-DD` in Asia/Ho_Chi_Minh; a demo may be set on another day. Tokens never use it. */
export class BusinessCalendar {
  constructor(private readonly demoToday?: string) {}

  today(): string {
    return this.demoToday ?? this.dayOf(new Date());
  }

  /** The day on which something happened. */
  dayOf(instant: Date): string {
    return inVietnam.format(instant);
  }
}

/** Adds an ISO 8601 duration of whole days or months (`P90D`, `P12M`) to a day; the last day of a shorter month stands in. */
export function addDuration(day: string, duration: string): string {
  const match = /^P(\d+)([DM])$/.exec(duration);
  if (!match) throw new Error('A duration is P<n>D or P<n>M.');
  const count = Number(match[1]);
  const date = new Date(`${day}T00:00:00Z`);
  if (match[2] === 'D') date.setUTCDate(date.getUTCDate() + count);
  else {
    const dayOfMonth = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + count);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(dayOfMonth, last));
  }
  return date.toISOString().slice(0, 10);
}
