import {
  colleagueOf,
  makeStaff,
  newCase,
  openCase,
  startIntake,
  today,
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

  it('shows a client her own words, plan and consents, no note of the staff, and is recorded as a reading together', async () => {
    const manager = makeStaff();
    const worker = colleagueOf(manager, ['outreach_worker']);
    const file = await openCase(intake, worker, { alias: 'Hoa Sữa' });
    await intake.post(manager, `/cases/${file.id}/follow-ups`, {
      ...{ occurredOn: today, channel: 'HOTLINE', servicesDelivered: [], note: 'chỉ nhân viên đọc' },
      next: { dueOn: '2026-12-01', channel: 'HOTLINE' },
    });
    const step = { kind: 'client_step', text: 'Gọi lại cho mình', dueOn: '2026-12-01', doneOn: null };
    await intake.call(manager, 'PUT', `/cases/${file.id}/care-plan`, {
      ...{ baseVersion: 0, goals: [{ text: 'Có chỗ ở', actions: [step] }] },
    });
    const { status, body } = await intake.get(manager, `/cases/${file.id}/read-together`);
    expect([status, body['alias']]).toEqual([200, 'Hoa Sữa']);
    expect(body).toMatchObject({ plan: { goals: [{ text: 'Có chỗ ở' }] }, consents: [{ purpose: 'case_management' }] });
    expect(body['nextFollowUp']).toMatchObject({ dueOn: '2026-12-01' });
    expect((await intake.get(manager, `/cases/${file.id}`)).body['followUps']).toMatchObject([
      { note: 'chỉ nhân viên đọc' },
    ]);
    expect(JSON.stringify(body)).not.toContain('chỉ nhân viên đọc');
    const asWorker = (await intake.get(worker, `/cases/${file.id}/read-together`)).body;
    expect([asWorker['plan'], asWorker['alias']]).toEqual([null, 'Hoa Sữa']);
    expect(asWorker['withheld']).toContain('plan');
    expect((await intake.get(makeStaff(), `/cases/${file.id}/read-together`)).status).toBe(404);
    const read = await intake.rows(
      `SELECT count(*)::int AS times FROM audit_entry WHERE case_id = '${file.id}' AND purpose = 'read_together'`,
    );
    expect(read).toEqual([{ times: 2 }]);
  });

  it('serves a client alike who does not want to be counted, and one whose consent has been withdrawn', async () => {
    const manager = makeStaff();
    const counted = await openCase(intake, manager, {
      statisticsConsent: { form: 'spoken', wordingVersion: 'statistics/1' },
    });
    const uncounted = await openCase(intake, manager);
    const { consents } = (await intake.get(manager, `/cases/${counted.id}`)).body as {
      consents: { id: string; purpose: string }[];
    };
    const statistics = consents.find(({ purpose }) => purpose === 'statistics')?.id;
    const withdrawn = await intake.post(manager, `/cases/${counted.id}/consents/${statistics}/withdrawal`, {});
    expect(withdrawn.status).toBe(200);
    for (const { id } of [counted, uncounted]) {
      const screened = await intake.post(manager, `/cases/${id}/screenings`, {
        ...{ caseVersion: 1, questionnaire: 'needs-v1', questionnaireVersion: 1, screenedOn: today },
        answers: { need_health: 'today' },
      });
      expect([screened.status, screened.body['needs']]).toEqual([201, [{ code: 'health', urgency: 'urgent' }]]);
      const helped = await intake.post(manager, `/cases/${id}/follow-ups`, {
        ...{ occurredOn: today, channel: 'HOTLINE', servicesDelivered: ['COUNSELLING'] },
      });
      expect(helped.status).toBe(201);
    }
  });
});
