import type { Actor } from '@an-tam/contracts';
import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import { abilityFor, ruleTable, type AppAbility } from '../rules/index.js';
import { abilityToSql, assertWhitelistCovers, scopeFor, UnlistedColumnError } from './ability-to-sql.js';

const accountsOf = (list: string) => ({
  key: 'c.id',
  keys: (account: string) => `SELECT case_id FROM ${list} WHERE account_id = ${account}`,
});
const columns = {
  centreId: 'c.centre_id',
  assigneeId: 'c.assignee_id',
  openedById: 'c.opened_by_id',
  teamId: { optional: 'c.team_id' },
  excludedIds: accountsOf('excluded'),
  coverIds: accountsOf('cover'),
  emergencyIds: accountsOf('emergency'),
  overrideIds: accountsOf('override'),
};

const actor = (roles: Actor['roles']): Actor => ({
  accountId: 'a0000000-0000-4000-8000-000000000001',
  organisationId: 'b0000000-0000-4000-8000-000000000001',
  organisationName: 'Trung tâm',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles,
  displayName: 'x',
  grantsVersion: 1,
});

describe('abilities as SQL', () => {
  it('matches nothing where the actor has no rule', () => {
    expect(scopeFor(actor(['administrator']), 'read', 'CaseFile', columns)).toMatchObject({
      sql: 'FALSE',
      parameters: [],
    });
    expect(scopeFor(actor(['case_manager']), 'approve', 'CaseFile', columns).sql).toBe('FALSE');
  });

  it('turns the rules of one role into bound parameters', () => {
    const manager = actor(['case_manager']);
    expect(scopeFor(manager, 'read', 'PartnerKeyPin', columns)).toMatchObject({
      sql: 'c.centre_id = $1',
      parameters: [manager.organisationId],
    });
    expect(scopeFor({ ...manager, roles: ['supervisor'] }, 'update', 'CaseFile', columns)).toMatchObject({
      sql: '(c.centre_id = $1 AND c.id <> ALL (ARRAY(SELECT case_id FROM excluded WHERE account_id = $2)))',
      parameters: [manager.organisationId, manager.accountId],
    });
  });

  it('joins alternatives with OR and numbers parameters after those before them', () => {
    const worker = actor(['outreach_worker']);
    const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
    can('read', 'CaseFile', { centreId: worker.organisationId, coverIds: worker.accountId });
    can('read', 'CaseFile', { centreId: worker.organisationId, assigneeId: { $ne: worker.accountId } });
    const scope = abilityToSql(build(), 'read', 'CaseFile', columns, 3);
    const text = (sign: string) =>
      `(c.centre_id = ${sign}4 AND (c.assignee_id <> ${sign}5 OR c.id = ANY (ARRAY(SELECT case_id FROM cover WHERE account_id = ${sign}5))))`;
    expect(scope).toEqual({
      sql: text('$'),
      parameters: [worker.organisationId, worker.accountId],
      named: [text(':scope'), { scope4: worker.organisationId, scope5: worker.accountId }],
    });
  });

  it('asks for no value only of a column that says what that means', () => {
    const manager = actor(['case_manager']);
    const inTeam = { ...manager, teamId: 'd0000000-0000-4000-8000-000000000001' };
    expect(scopeFor(manager, 'update', 'CaseFile', columns).sql).toContain('c.team_id IS NULL');
    expect(scopeFor(inTeam, 'update', 'CaseFile', columns).parameters).toContain(inTeam.teamId);
    expect(() => scopeFor(manager, 'update', 'CaseFile', { ...columns, teamId: 'c.team_id' })).toThrow(/for null/);
    expect(() => assertWhitelistCovers('CaseFile', { ...columns, teamId: 'c.team_id' })).toThrow(/for null/);
  });

  it('keeps no parameter of an alternative that another one covers', () => {
    const supervisor = actor(['supervisor']);
    const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
    can('read', 'CaseFile', { assigneeId: supervisor.accountId, centreId: supervisor.organisationId });
    can('read', 'CaseFile', { centreId: supervisor.organisationId });
    expect(abilityToSql(build(), 'read', 'CaseFile', columns, 1)).toEqual({
      sql: 'c.centre_id = $2',
      parameters: [supervisor.organisationId],
      named: ['c.centre_id = :scope2', { scope2: supervisor.organisationId }],
    });
  });

  it('refuses a field that the query does not list, and an operator it cannot turn into SQL', () => {
    expect(() => scopeFor(actor(['outreach_worker']), 'read', 'CaseFile', { centreId: 'c.centre_id' })).toThrow(
      UnlistedColumnError,
    );
    expect(() => assertWhitelistCovers('CaseFile', { centreId: 'c.centre_id' })).toThrow(UnlistedColumnError);
    expect(() => assertWhitelistCovers('CaseFile', columns)).not.toThrow();
    const { can, cannot, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
    can('read', 'CaseFile', { centreId: 'x' });
    cannot('read', 'CaseFile', { assigneeId: 'y' });
    expect(() => abilityToSql(build(), 'read', 'CaseFile', columns)).toThrow(/operator "not"/);
  });

  it('never narrows less than CASL itself: a rule without a condition is the only TRUE', () => {
    for (const { role, resource, actions, where } of ruleTable) {
      if (where) continue;
      const scope = abilityToSql(abilityFor(actor([role])), actions[0] ?? 'read', resource, {});
      expect(scope.sql).toBe('TRUE');
    }
  });
});
