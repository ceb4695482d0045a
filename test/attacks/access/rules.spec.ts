import { subject } from '@casl/ability';
import { abilityFor, categoriesOf, mayEver, OutOfScopeError, ruleTable, throwUnlessCan } from '@an-tam/access-rules';
import { caseCategorySchema, organisationKindSchema, roleSchema, type Actor } from '@an-tam/contracts';
import fc from 'fast-check';
import { everyAction, everyResource, knows, mayDo, type OracleRow } from '../../support/access-oracle.js';

/** Few of each, so that every way of being the same or another one comes up. */
const organisation = fc.constantFrom('centre-a', 'centre-b');
const account = fc.constantFrom('account-a', 'account-b', 'account-c');
const accounts = fc.subarray(['account-a', 'account-b', 'account-c']);
const province = fc.constantFrom('33', '31');

const actors: fc.Arbitrary<Actor> = fc.record({
  accountId: account,
  organisationId: organisation,
  organisationName: fc.constant(''),
  organisationKind: fc.constantFrom(...organisationKindSchema.options),
  provinceCode: province,
  roles: fc.subarray(roleSchema.options, { minLength: 1, maxLength: 3 }),
  teamId: fc.constantFrom(undefined, 'team-a', 'team-b'),
  displayName: fc.constant(''),
  grantsVersion: fc.constant(1),
});

const rows: fc.Arbitrary<OracleRow> = fc.record({
  centreId: organisation,
  organisationId: organisation,
  provinceCode: province,
  assigneeId: account,
  openedById: account,
  teamId: fc.constantFrom(null, 'team-a', 'team-b'),
  accountId: account,
  approvedById: fc.option(account),
  offeredToId: organisation,
  askedById: account,
  excludedIds: accounts,
  coverIds: accounts,
  emergencyIds: accounts,
  overrideIds: accounts,
});

describe('the rule table against what the product page says', () => {
  it('decides alike for every role, organisation, ownership and action', () => {
    let allowed = 0;
    fc.assert(
      fc.property(actors, rows, fc.constantFrom(...everyResource), (actor, row, resource) => {
        const ability = abilityFor(actor);
        const expected = everyAction.filter((action) => mayDo(actor, action, resource, row));
        allowed += expected.length;
        expect(everyAction.filter((action) => ability.can(action, subject(resource, { ...row })))).toEqual(expected);
        // What may be done to a row passes the guard, which knows no row.
        expect(expected.filter((action) => !mayEver(actor, action, resource))).toEqual([]);
      }),
      { numRuns: 5000 },
    );
    expect(allowed).toBeGreaterThan(100);
  });

  it('tells the same kinds of data of a file', () => {
    const told = new Set<string>();
    fc.assert(
      fc.property(actors, rows, fc.constantFrom('read', 'update'), (actor, row, action) => {
        const known = categoriesOf(actor, action, { ...row });
        for (const category of known) told.add(category);
        expect([...known]).toEqual(caseCategorySchema.options.filter((one) => knows(actor, action, one, row)));
      }),
      { numRuns: 5000 },
    );
    expect([...told].sort()).toEqual([...caseCategorySchema.options].sort());
  });

  it('holds a loaded row to the same decision', () => {
    fc.assert(
      fc.property(actors, rows, fc.constantFrom(...everyAction), (actor, row, action) => {
        const check = () => throwUnlessCan(actor, action, 'CaseFile', { ...row });
        if (mayDo(actor, action, 'CaseFile', row)) expect(check).not.toThrow();
        else expect(check).toThrow(OutOfScopeError);
      }),
      { numRuns: 200 },
    );
  });

  it('speaks of nothing that the product page does not', () => {
    expect(new Set(ruleTable.map(({ resource }) => resource))).toEqual(new Set(everyResource));
    expect(new Set(ruleTable.flatMap(({ actions }) => actions))).toEqual(new Set(everyAction));
  });

  it('adds up: several roles may what each of them may, and nothing more', () => {
    fc.assert(
      fc.property(actors, rows, fc.constantFrom(...everyResource), (actor, row, resource) => {
        for (const action of everyAction) {
          const single = actor.roles.some((role) =>
            abilityFor({ ...actor, roles: [role] }).can(action, subject(resource, { ...row })),
          );
          expect(abilityFor(actor).can(action, subject(resource, { ...row }))).toBe(single);
        }
      }),
      { numRuns: 500 },
    );
  });
});
