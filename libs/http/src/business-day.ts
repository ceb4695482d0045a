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
