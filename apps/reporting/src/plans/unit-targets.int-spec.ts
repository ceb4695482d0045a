import { unitTargetListSchema, type Actor, type Role } from '@an-tam/contracts';
import { makeActor, startReporting, type RunningReporting } from '../../../../test/support/reporting-service.js';

const officer = (changes: Partial<Actor>): Actor => makeActor({ roles: ['reporting_officer'], ...changes });

describe('targets of a unit', () => {
  let reporting: RunningReporting;
  beforeAll(async () => {
    reporting = await startReporting([]);
  });
  afterAll(() => reporting.stop());

  const targetsOf = async (actor: Actor) => {
    const { status, body } = await reporting.get(actor, '/unit-targets');
    expect(status).toBe(200);
    return unitTargetListSchema.parse(body).targets;
  };
  const commune = officer({
    organisationKind: 'reporting_unit',
    organisationName: 'Ủy ban nhân dân xã',
    communeCode: '12619',
  });

  it('are those the plan gives to a commune of the province', async () => {
    const targets = await targetsOf(commune);
    expect(targets.map((target) => target.id)).toEqual(['HY-06', 'HY-08']);
    expect(targets[1]).toMatchObject({ plan: 'hung-yen-2026-2030', sourceLine: 51, value: 100, deadlines: ['15/12'] });
  });

  it("include the commune's own plan", async () => {
    const vinhAm = officer({ organisationKind: 'reporting_unit', provinceCode: '31', communeCode: '11887' });
    expect((await targetsOf(vinhAm)).map((target) => target.id)).toEqual(
      expect.arrayContaining(['VA-01', 'VA-02', 'VA-03', 'VA-04', 'VA-05', 'VA-06', 'VA-07']),
    );
  });

  it('are those that name the body, for an enforcement body', async () => {
    const body = officer({ organisationKind: 'enforcement_body', organisationName: 'Công an tỉnh' });
    expect((await targetsOf(body)).map((target) => target.id)).toEqual(['HY-04', 'HY-06']);
  });

  it('are those that name the department, for a department', async () => {
    const department = officer({ organisationKind: 'reporting_unit', organisationName: 'Sở Y tế' });
    expect((await targetsOf(department)).map((target) => target.id)).toContain('HY-01');
  });

  it('never include coverage, nor anything about it', async () => {
    for (const actor of [commune, officer({ organisationKind: 'reporting_unit', organisationName: 'Sở Y tế' })]) {
      const targets = await targetsOf(actor);
      expect(targets.length).toBeGreaterThan(0);
      expect(targets.filter((target) => target.id.startsWith('HY-03'))).toEqual([]);
      expect(JSON.stringify(targets)).not.toContain('percentShown');
    }
  });

  it('are closed to every other role', async () => {
    expect((await targetsOf(commune)).length).toBeGreaterThan(0);
    const others: Role[] = [
      'outreach_worker',
      'case_manager',
      'supervisor',
      'partner_worker',
      'provincial_analyst',
      'dpo',
    ];
    for (const role of others)
      expect([role, (await reporting.get({ ...commune, roles: [role] }, '/unit-targets')).status]).toEqual([role, 403]);
  });

  it('leave an audit entry when read', async () => {
    const reader = { ...commune, accountId: makeActor().accountId };
    await targetsOf(reader);
    expect(
      await reporting.rows(
        `SELECT action, resource, outcome FROM audit_entry WHERE account_id = '${reader.accountId}'`,
      ),
    ).toEqual([{ action: 'read', resource: 'UnitTarget', outcome: 'done' }]);
  });
});

describe('audit entries', () => {
  let reporting: RunningReporting;
  beforeAll(async () => {
    reporting = await startReporting([]);
  });
  afterAll(() => reporting.stop());

  it('are shown to the data-protection officer of the organisation and to no other role or organisation', async () => {
    const analyst = makeActor();
    await reporting.get(analyst, '/coverage?target=HY-03&year=2026');
    const dpo = makeActor({ roles: ['dpo'], organisationId: analyst.organisationId });
    const read = async (actor: Actor) => {
      const { status, body } = await reporting.get(actor, '/audit-entries');
      return [
        status,
        (body['entries'] as { accountId: string }[] | undefined)?.some((e) => e.accountId === analyst.accountId),
      ];
    };
    expect(await read(dpo)).toEqual([200, true]);
    expect(await read(makeActor({ roles: ['dpo'] }))).toEqual([200, false]);
    for (const role of ['provincial_analyst', 'reporting_officer', 'administrator', 'case_manager'] satisfies Role[])
      expect(await read({ ...analyst, roles: [role] })).toEqual([403, undefined]);
  });
});
