import { join } from 'node:path';
import type { Role } from '@an-tam/contracts';
import type { PlanPeriod } from '@an-tam/disclosure-control';
import { loadReleasePlans, type ReleasePlan } from './release-plans.js';
import {
  AlreadyApprovedError,
  EarlierPeriodOpenError,
  PeriodClosedError,
  PeriodNotEndedError,
  ReleaseStateError,
} from './release.errors.js';
import { assertClosable, closablePeriods, isApproved, roleToApproveIn } from './release.rules.js';

const config = join(__dirname, '../../../../config');
const plans = loadReleasePlans(config, '33');
const plan = plans.find('hung-yen-2026-2030') as ReleasePlan;
const period = (id: string) => plan.periods.find((p) => p.id === id) as PlanPeriod;
const release = (id: string, state: 'audited' | 'refused' | 'signed' | 'acknowledged') => ({
  plan: plan.id,
  period: id,
  state,
});
const close = (id: string, known: ReturnType<typeof release>[], today: string) => () =>
  assertClosable(plan, period(id), known, today);

describe('plans that this core counts for', () => {
  it('are those of its province with coverage from releases, in the geography of its communes', () => {
    expect(plans.plans.map(({ id }) => id)).toEqual(['hung-yen-2026-2030']);
    expect(loadReleasePlans(config, '31').plans).toEqual([]);
    expect(loadReleasePlans(config, '01').plans.map(({ id }) => id)).toEqual(['ha-noi-2026-2030']);
    expect(plan.definitions).toEqual({
      targetGroup: 'PERSON_SELLING_SEX',
      reached: expect.objectContaining({ kinds: ['harm_reduction', 'reintegration'], and: 'any' }),
      used: expect.objectContaining({ and: 'any' }),
    });
    expect(plan.periods).toHaveLength(10);
  });
});

describe('closing a period', () => {
  it('waits for the day after its last one', () => {
    expect(close('2026-H1', [], '2026-06-14')).toThrow(PeriodNotEndedError);
    expect(close('2026-H1', [], '2026-06-15')).not.toThrow();
  });

  it('happens once, unless the gate refused', () => {
    for (const state of ['audited', 'signed', 'acknowledged'] as const)
      expect(close('2026-H1', [release('2026-H1', state)], '2026-06-15')).toThrow(PeriodClosedError);
    expect(close('2026-H1', [release('2026-H1', 'refused')], '2026-06-15')).not.toThrow();
  });

  it('comes after the signature under every earlier period of the plan year, and one at a time', () => {
    expect(close('2026-H2', [], '2026-12-15')).toThrow(EarlierPeriodOpenError);
    expect(close('2026-H2', [release('2026-H1', 'audited')], '2026-12-15')).toThrow(EarlierPeriodOpenError);
    expect(close('2026-H2', [release('2026-H1', 'refused')], '2026-12-15')).toThrow(EarlierPeriodOpenError);
    expect(close('2026-H2', [release('2026-H1', 'acknowledged')], '2026-12-15')).not.toThrow();
    const signed = [release('2026-H1', 'signed')];
    expect(close('2027-H1', signed, '2027-06-15')).not.toThrow();
    expect(close('2027-H1', [...signed, release('2026-H2', 'audited')], '2027-06-15')).toThrow(EarlierPeriodOpenError);
  });

  it('is offered for ended periods without a release, oldest first', () => {
    const offered = (known: ReturnType<typeof release>[], today: string) =>
      closablePeriods(plans.plans, known, today).map((p) => p.period);
    expect(offered([], '2026-06-14')).toEqual([]);
    expect(offered([], '2027-01-01')).toEqual(['2026-H1', '2026-H2']);
    expect(offered([release('2026-H1', 'audited')], '2027-01-01')).toEqual(['2026-H2']);
    expect(offered([release('2026-H1', 'refused')], '2026-07-01')).toEqual(['2026-H1']);
  });
});

describe('approving', () => {
  const who = (accountId: string, ...roles: Role[]) => ({ accountId, roles });
  const officer = { role: 'release_officer' as const, accountId: 'o' };
  const audited = { state: 'audited' as const };

  it('takes a role that has not approved', () => {
    expect(roleToApproveIn(who('o', 'release_officer'), audited, [])).toBe('release_officer');
    expect(roleToApproveIn(who('d', 'dpo'), audited, [officer])).toBe('dpo');
    expect(roleToApproveIn(who('b', 'release_officer', 'dpo'), audited, [officer])).toBe('dpo');
  });

  it('is refused to the same account, the same role and any other state', () => {
    expect(() => roleToApproveIn(who('o', 'release_officer', 'dpo'), audited, [officer])).toThrow(AlreadyApprovedError);
    expect(() => roleToApproveIn(who('x', 'release_officer'), audited, [officer])).toThrow(AlreadyApprovedError);
    for (const state of ['refused', 'signed', 'acknowledged'] as const)
      expect(() => roleToApproveIn(who('d', 'dpo'), { state }, [officer])).toThrow(ReleaseStateError);
  });

  it('is complete with two people in two roles', () => {
    expect(isApproved([officer])).toBe(false);
    expect(isApproved([officer, { role: 'dpo', accountId: 'o' }])).toBe(false);
    expect(isApproved([officer, { role: 'dpo', accountId: 'd' }])).toBe(true);
  });
});
