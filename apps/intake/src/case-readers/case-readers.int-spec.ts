import {
  colleagueOf,
  makeStaff,
  newCase,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

describe('who opened a file', () => {
  let intake: RunningIntake;
  beforeAll(async () => (intake = await startIntake()));
  afterAll(() => intake.stop());

  const readersOf = async (actor: ReturnType<typeof makeStaff>, id: string) => {
    const { status, body } = await intake.get(actor, `/cases/${id}/readers`);
    expect(status).toBe(200);
    return body['readers'] as { day: string; role: string | null; people: number; identityOpened: boolean }[];
  };

  it('is told by day and role, without a name, and only of this file', async () => {
    const manager = makeStaff();
    const supervisor = colleagueOf(manager, ['supervisor']);
    const file = await openCase(intake, manager, newCase({ name: 'Nguyễn Thị Hoa' }));
    const other = await openCase(intake, manager);
    const [opened] = await readersOf(manager, file.id);
    expect(opened).toMatchObject({ role: 'case_manager', people: 1, identityOpened: false });
    await intake.get(colleagueOf(manager, ['case_manager']), `/cases/${file.id}`);
    await intake.get(supervisor, `/cases/${file.id}/identity`);
    expect(
      (await readersOf(manager, file.id)).map(({ role, people, identityOpened }) => [role, people, identityOpened]),
    ).toEqual([
      ['case_manager', 2, false],
      ['supervisor', 1, true],
    ]);
    expect((await readersOf(manager, other.id)).map(({ role }) => role)).toEqual(['case_manager']);
    expect(JSON.stringify(await readersOf(manager, file.id))).not.toContain(supervisor.accountId);
  });

  it('is not told to another centre, and being asked is an entry too', async () => {
    const manager = makeStaff();
    const file = await openCase(intake, manager);
    await readersOf(manager, file.id);
    expect((await intake.get(makeStaff(), `/cases/${file.id}/readers`)).status).toBe(404);
    const asked = await intake.rows(
      `SELECT action, resource, outcome FROM audit_entry WHERE case_id = '${file.id}' AND resource = 'CaseReaders'`,
    );
    expect(asked).toEqual([{ action: 'list', resource: 'CaseReaders', outcome: 'done' }]);
    const settings = { 'app.roles': 'system:case-readers', 'app.organisation_id': makeStaff().organisationId };
    expect(await intake.rowsAsApp('SELECT 1 FROM audit_entry', settings)).toEqual([]);
    const own = { ...settings, 'app.organisation_id': manager.organisationId };
    expect((await intake.rowsAsApp('SELECT 1 FROM audit_entry', own)).length).toBeGreaterThan(0);
  });
});
