import type { Actor, Role } from '@an-tam/contracts';
import { mayEver } from './ability.js';
import { assertRulesKnown } from './assert-rules-known.js';
import { OutOfScopeError, UnknownFieldError } from './permission-errors.js';
import { ruleTable, type Resource, type Rule } from './rule-table.js';
import { throwUnlessCan } from './throw-unless-can.js';

const caseResources: readonly Resource[] = ['CaseFile', 'Consent', 'Contact', 'Referral', 'Screening', 'PartnerKeyPin'];
const rolesWith = (resource: Resource) => new Set(ruleTable.filter((r) => r.resource === resource).map((r) => r.role));

const actor = (roles: Role[]): Actor => ({
  accountId: 'a0000000-0000-4000-8000-000000000001',
  organisationId: 'b0000000-0000-4000-8000-000000000001',
  organisationName: 'Trung tâm',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles,
  displayName: 'x',
  grantsVersion: 1,
});

describe('the rule table', () => {
  it('gives case content to the roles of a centre alone', () => {
    for (const resource of caseResources) {
      for (const role of rolesWith(resource)) expect(['outreach_worker', 'case_manager', 'supervisor']).toContain(role);
    }
  });

  it('gives partners referrals and no case, the province figures and no referral, enforcement its own targets', () => {
    expect([...rolesWith('InboxReferral')].sort()).toEqual(['partner_manager', 'partner_worker']);
    expect([...rolesWith('Coverage')]).toEqual(['provincial_analyst']);
    const reportingOfficer = ruleTable.filter((r) => r.role === 'reporting_officer');
    expect(reportingOfficer.map((r) => [r.resource, r.actions])).toEqual([['UnitTarget', ['read']]]);
  });

  it('binds every rule about rows of people to an organisation', () => {
    for (const rule of ruleTable.filter((r) => [...caseResources, 'InboxReferral'].includes(r.resource))) {
      const condition = rule.where?.(actor([rule.role])) ?? {};
      expect(Object.values(condition)).toContain(actor([]).organisationId);
    }
  });

  it('denies what is not in it', () => {
    expect(mayEver(actor(['administrator']), 'read', 'CaseFile')).toBe(false);
    expect(mayEver(actor(['dpo']), 'read', 'CaseFile')).toBe(false);
    expect(mayEver(actor(['case_manager']), 'read', 'CaseFile')).toBe(true);
  });

  it('checks the loaded row', () => {
    const worker = actor(['outreach_worker']);
    const lists = { excludedIds: [], coverIds: [], emergencyIds: [], overrideIds: [] };
    const own = { centreId: worker.organisationId, assigneeId: worker.accountId, openedById: 'someone', ...lists };
    expect(() => throwUnlessCan(worker, 'read', 'CaseFile', own)).not.toThrow();
    expect(() => throwUnlessCan(worker, 'read', 'CaseFile', { ...own, assigneeId: 'someone' })).toThrow(
      OutOfScopeError,
    );
    expect(() => throwUnlessCan(worker, 'read', 'CaseFile', { ...own, centreId: 'elsewhere' })).toThrow(
      OutOfScopeError,
    );
  });

  it('takes no row that was loaded without what the rules ask for', () => {
    const manager = actor(['case_manager']);
    const lists = { overrideIds: [], emergencyIds: [], coverIds: [] };
    const row = {
      centreId: manager.organisationId,
      teamId: 'a',
      assigneeId: manager.accountId,
      openedById: 'b',
      ...lists,
    };
    expect(() => throwUnlessCan(manager, 'read', 'CaseFile', { ...row, excludedIds: [] })).not.toThrow();
    expect(() => throwUnlessCan(manager, 'read', 'CaseFile', row)).toThrow(UnknownFieldError);
  });

  it.each([
    ['role', { role: 'inspector' }],
    ['resource', { resource: 'Person' }],
    ['action', { actions: ['read', 'export'] }],
    ['no action', { actions: [] }],
    ['category', { fields: ['alias', 'offence'], where: () => ({}) }],
    ['categories of no row', { fields: ['alias'] }],
  ])('is refused at start-up with a rule of an unknown kind: %s', (what, changes) => {
    const rule = { role: 'dpo', resource: 'AuditEntry', actions: ['read'] } as const;
    expect(() => assertRulesKnown([rule])).not.toThrow();
    expect(() => assertRulesKnown([rule, { ...rule, ...changes } as unknown as Rule])).toThrow(what);
    expect(() => assertRulesKnown()).not.toThrow();
  });
});
