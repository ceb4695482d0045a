import type { Role } from '@an-tam/contracts';
import { BrowserSession } from '../client/index.js';
import { accountOf, type DemoAccess } from '../demo-accounts.js';
import { addDays, type PlanCalendar } from '../plan-calendar.js';

import type { PlanPeriod } from '@an-tam/disclosure-control';
import type { Narrator } from './narrator.js';

/** What must be found nowhere outside the sealed fields. */
export interface Canaries {
  readonly alias: string;
  readonly name: string;
  readonly phone: string;
  readonly documentNumber: string;
  readonly email: string;
  readonly uic: string;
}

/** What of a person no partner needs. */
export const beyondAlias = ({ alias: _alias, ...rest }: Canaries): string[] => Object.values<string>(rest);

/** Everything the steps of the demo share. */
export class Stage {
  private readonly sessions = new Map<string, Promise<BrowserSession>>();
  private readonly told = new Map<string, string[]>();

  constructor(
    readonly narrator: Narrator,
    readonly url: string,
    readonly demo: DemoAccess,
    readonly calendar: PlanCalendar,
    /** The period the journey happens in; it has just ended. */
    readonly period: PlanPeriod,
    readonly canaries: Canaries,
  ) {}

  /** The product's business day: the first one after the period. */
  get today(): string {
    return addDays(this.period.to, 1);
  }

  /** What the journey entered about her, by the sealed column `table.column` that must hold it. */
  get entered(): ReadonlyMap<string, readonly string[]> {
    return this.told;
  }

  enter(values: Readonly<Record<string, string | readonly string[]>>): void {
    for (const [column, value] of Object.entries(values))
      this.told.set(column, [...(this.told.get(column) ?? []), ...(typeof value === 'string' ? [value] : value)]);
  }

  /** The signed-in person with this role there; signs in at the first call. */
  as(organisation: string, role: Role): Promise<BrowserSession> {
    const { account } = accountOf(this.demo.cast, organisation, role);
    const open = this.sessions.get(account) ?? this.signIn(account);
    this.sessions.set(account, open);
    return open;
  }

  private async signIn(account: string): Promise<BrowserSession> {
    const session = await BrowserSession.signIn(this.url, account, this.demo);
    const { displayName, organisation, roles } = session.person;
    this.narrator.say(`${displayName} signs in (${account}, ${roles.join(', ')}, ${organisation.name})`);
    return session;
  }
}
