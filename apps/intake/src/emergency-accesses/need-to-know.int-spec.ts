import type { Actor, EmergencyAccess } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { dismiss } from '../../../../test/support/staff-directory.js';

let intake: RunningIntake;

/** Row security knows the real day alone. */
const calendar = new BusinessCalendar();
const inDays = (days: number) => calendar.dayOf(new Date(Date.now() + days * 86_400_000));

beforeAll(async () => {
  intake = await startIntake({ today: calendar.today() });
});
afterAll(() => intake.stop());

const manager = makeStaff();
const supervisor = colleagueOf(manager, ['supervisor']);
const dpo = colleagueOf(manager, ['dpo']);
const worker = colleagueOf(manager, ['outreach_worker']);

const read = async (actor: Actor, id: string) => (await intake.get(actor, `/cases/${id}`)).status;
const listed = async (actor: Actor) =>
  ((await intake.get(actor, '/cases')).body['cases'] as { id: string }[]).map(({ id }) => id);
const assign = (actor: Actor, id: string, assigneeId: string, version = 1) =>
  intake.call(actor, 'PUT', `/cases/${id}/assignee`, { version, assigneeId });
const exclusions = (actor: Actor, id: string) => intake.get(actor, `/cases/${id}/excluded-staff`);
const exclude = async (actor: Actor, id: string, ...accountIds: string[]) => {
  const version = (await exclusions(actor, id)).body['version'] ?? 1;
  return intake.call(actor, 'PUT', `/cases/${id}/excluded-staff`, { version, accountIds });
};
const open = (actor: Actor, code: string) => intake.post(actor, '/emergency-accesses', { code, reason: 'medical' });
const until = async (actor: Actor, id: string) => (await intake.get(actor, `/cases/${id}`)).body['emergencyUntil'];
const entries = (caseId: string, resource: string) =>
  intake.rows(
    `SELECT action, account_id FROM audit_entry WHERE case_id = '${caseId}' AND resource = '${resource}' ORDER BY at`,
  );

describe('handover', () => {
  it('gives a file to a colleague and takes it from nobody who opened it', async () => {
    const { id } = await openCase(intake, manager);
    expect([await read(manager, id), await read(worker, id)]).toEqual([200, 404]);
    expect((await assign(manager, id, worker.accountId)).status).toBe(403);
    expect((await assign(supervisor, id, worker.accountId, 7)).status).toBe(409);
    const handed = await assign(supervisor, id, worker.accountId);
    expect(handed).toMatchObject({ status: 200, body: { assigneeId: worker.accountId, version: 2 } });
    expect([await read(worker, id), await listed(worker)]).toEqual([200, [id]]);
    expect((await assign(supervisor, id, colleagueOf(manager, ['case_manager']).accountId, 2)).status).toBe(200);
    expect([await read(worker, id), await listed(worker)]).toEqual([404, []]);
  });

  it('gives it to nobody who does not work with the files of the centre at this moment', async () => {
    const { id } = await openCase(intake, manager);
    const leaving = colleagueOf(manager, ['outreach_worker']);
    expect((await assign(supervisor, id, leaving.accountId)).status).toBe(200);
    dismiss(leaving);
    const stranger = makeStaff({ roles: ['outreach_worker'] });
    for (const accountId of [leaving.accountId, stranger.accountId, dpo.accountId, randomUUID()]) {
      expect(await assign(supervisor, id, accountId, 2)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'assigneeId' }] },
      });
      const leave = { absentId: worker.accountId, coverId: accountId, fromOn: inDays(0), untilOn: inDays(1) };
      expect(await intake.post(supervisor, '/leave-covers', leave)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'coverId' }] },
      });
    }
  });
});

describe('teams', () => {
  it('divide the caseload of a centre among its case managers, and a handover takes a file along', async () => {
    const [peers, others] = [randomUUID(), randomUUID()];
    const inTeam = (teamId: string, role: Actor['roles'][number]) => ({ ...colleagueOf(manager, [role]), teamId });
    const [peer, lead, otherLead] = [
      inTeam(peers, 'outreach_worker'),
      inTeam(peers, 'case_manager'),
      inTeam(others, 'case_manager'),
    ];
    const { id, code } = await openCase(intake, peer);
    const seen = async () =>
      Promise.all([lead, otherLead, manager, supervisor, worker].map((actor) => read(actor, id)));
    expect(await seen()).toEqual([200, 404, 404, 200, 404]);
    expect([await listed(lead), await listed(otherLead)]).toEqual([[id], []]);
    expect((await intake.post(otherLead, '/case-searches', { code })).body['cases']).toEqual([]);
    const moved = { version: 1, assigneeId: otherLead.accountId, teamId: others };
    expect((await intake.call(supervisor, 'PUT', `/cases/${id}/assignee`, moved)).status).toBe(200);
    expect(await seen()).toEqual([404, 200, 404, 200, 404]);
    expect((await assign(supervisor, id, lead.accountId, 2)).status).toBe(200);
    // Assigned to one of another team and still of its own: both of them lead it, and nobody else.
    expect(await seen()).toEqual([200, 200, 404, 200, 404]);
    expect((await open(manager, code)).status).toBe(201);
    expect(await read(manager, id)).toBe(200);
    expect((await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 3, alias: 'Sen' })).status).toBe(404);
    // Moved past the service, a file opens no more.
    for (const [team, status] of [
      ['NULL', 503],
      [`'${others}'`, 200],
    ] as const) {
      await intake.rows(`UPDATE case_file SET team_id = ${team} WHERE id = '${id}'`);
      expect(await read(supervisor, id)).toBe(status);
    }
  });
});

describe('"not this member of staff"', () => {
  it('stands before every role, in reading, lists, searches and changes, and can be lifted', async () => {
    const { id, code } = await openCase(intake, manager);
    const other = colleagueOf(manager, ['case_manager']);
    const search = async (actor: Actor) => (await intake.post(actor, '/case-searches', { code })).body['cases'];
    for (const actor of [other, supervisor])
      expect([await read(actor, id), await search(actor)]).toMatchObject([200, [{ id }]]);
    expect((await exclude(manager, id, other.accountId, supervisor.accountId)).status).toBe(200);
    for (const actor of [other, supervisor]) {
      expect([await read(actor, id), await search(actor), (await listed(actor)).includes(id)]).toEqual([
        404,
        [],
        false,
      ]);
      expect((await intake.call(actor, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sen' })).status).toBe(404);
      expect((await exclude(actor, id)).status).toBe(404);
    }
    const seen = (await exclusions(manager, id)).body;
    expect(seen).toEqual({ version: 2, accountIds: [other.accountId, supervisor.accountId].sort() });
    const stale = await intake.call(manager, 'PUT', `/cases/${id}/excluded-staff`, { ...seen, version: 1 });
    expect([stale.status, stale.body['code']]).toEqual([409, 'STALE_VERSION']);
    expect((await exclude(manager, id, supervisor.accountId)).status).toBe(200);
    expect([await read(other, id), await read(supervisor, id)]).toEqual([200, 404]);
    const written = (await entries(id, 'CaseExclusion')).map(({ action }) => action);
    expect(written.filter((action) => action !== 'read')).toEqual(['create', 'create', 'withdraw']);
  });

  it('asks for a handover first where the file is assigned to that person, and allows none to them', async () => {
    const { id } = await openCase(intake, manager);
    expect(await exclude(supervisor, id, manager.accountId)).toMatchObject({
      status: 409,
      body: { code: 'ASSIGNEE_EXCLUDED' },
    });
    expect((await exclude(supervisor, id, worker.accountId)).status).toBe(200);
    expect(await assign(supervisor, id, worker.accountId, 2)).toMatchObject({
      status: 409,
      body: { code: 'ASSIGNEE_EXCLUDED' },
    });
    expect(await read(manager, id)).toBe(200);
  });
});

describe('leave cover', () => {
  it('opens the files of the person away to the one who stands in, until it ends', async () => {
    const absent = colleagueOf(manager, ['outreach_worker']);
    const cover = colleagueOf(manager, ['outreach_worker']);
    const { id } = await openCase(intake, absent);
    const asked = { absentId: absent.accountId, coverId: cover.accountId, fromOn: inDays(0), untilOn: inDays(2) };
    expect([await read(absent, id), await read(cover, id)]).toEqual([200, 404]);
    expect((await intake.post(manager, '/leave-covers', asked)).status).toBe(403);
    const alone = await intake.post(supervisor, '/leave-covers', { ...asked, coverId: absent.accountId });
    expect([alone.status, (alone.body['errors'] as { field: string }[])[0]?.field]).toEqual([400, 'coverId']);
    const made = await intake.post(supervisor, '/leave-covers', asked);
    expect(made.status).toBe(201);
    expect([await read(cover, id), await listed(cover)]).toEqual([200, [id]]);
    expect((await intake.call(cover, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sen' })).status).toBe(200);
    expect((await intake.get(supervisor, '/leave-covers')).body['covers']).toMatchObject([
      { ...asked, id: made.body['id'] },
    ]);
    const end = () => intake.post(supervisor, `/leave-covers/${String(made.body['id'])}/end`, {});
    expect([(await end()).status, (await end()).status]).toEqual([204, 404]);
    expect([await read(cover, id), await listed(cover), await read(absent, id)]).toEqual([404, [], 200]);
  });

  it('is arranged beforehand and opens nothing until its first day', async () => {
    const absent = colleagueOf(manager, ['outreach_worker']);
    const cover = colleagueOf(manager, ['outreach_worker']);
    const { id } = await openCase(intake, absent);
    const asked = { absentId: absent.accountId, coverId: cover.accountId, fromOn: inDays(2), untilOn: inDays(4) };
    const made = String((await intake.post(supervisor, '/leave-covers', asked)).body['id']);
    expect((await intake.get(supervisor, '/leave-covers')).body['covers']).toContainEqual({ ...asked, id: made });
    expect([await read(cover, id), await listed(cover)]).toEqual([404, []]);
    await intake.rows(`UPDATE leave_cover SET from_at = now() WHERE id = '${made}'`);
    expect([await read(cover, id), await listed(cover)]).toEqual([200, [id]]);
    await intake.rows(`UPDATE leave_cover SET until_at = now() WHERE id = '${made}'`);
    expect([await read(cover, id), await listed(cover)]).toEqual([404, []]);
  });
});

describe('an emergency', () => {
  it('opens one file of the centre to be read for an hour, told to the supervisor and reviewed by somebody else', async () => {
    const { id, code } = await openCase(intake, manager);
    expect(await read(worker, id)).toBe(404);
    const { status, body } = await open(worker, code);
    expect([status, body['state']]).toEqual([201, 'open']);
    expect([await read(worker, id), await listed(worker)]).toEqual([200, [id]]);
    expect((await intake.call(worker, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sen' })).status).toBe(404);
    const fact = { id: body['id'], caseId: id, accountId: worker.accountId, reason: 'medical', excluded: false };
    const told = async (actor: Actor) => (await intake.get(actor, '/emergency-accesses')).body['accesses'];
    for (const [actor, caseCode] of [
      [worker, code],
      [supervisor, code],
      [dpo, null],
    ] as const)
      expect(await told(actor)).toContainEqual(expect.objectContaining({ ...fact, caseCode }));
    expect(await told(colleagueOf(manager, ['outreach_worker']))).toEqual([]);
    expect([await until(worker, id), await until(supervisor, id)]).toEqual([body['expiresAt'], null]);
    const review = (actor: Actor) =>
      intake.post(actor, `/emergency-accesses/${String(body['id'])}/review`, { outcome: 'justified' });
    expect((await review(worker)).status).toBe(403);
    expect(await review(supervisor)).toMatchObject({ status: 200, body: { state: 'reviewed', outcome: 'justified' } });
    expect((await review(supervisor)).status).toBe(409);
    expect([await read(worker, id), await listed(worker)]).toEqual([404, []]);
    expect((await entries(id, 'EmergencyAccess')).map(({ action }) => action)).toEqual(['create', 'review']);
  });

  it('is neither opened nor approved with a session that nobody has proved lately', async () => {
    const { id, code } = await openCase(intake, manager);
    const late = { ...worker, provedAt: (worker.provedAt ?? 0) - 11 * 60 };
    expect(await open(late, code)).toMatchObject({ status: 403, body: { code: 'STEP_UP_REQUIRED' } });
    await exclude(manager, id, worker.accountId);
    const { body } = await open(worker, code);
    const approval = `/emergency-accesses/${String(body['id'])}/approval`;
    const lateSupervisor = { ...supervisor, provedAt: late.provedAt };
    expect((await intake.post(lateSupervisor, approval, {})).body['code']).toBe('STEP_UP_REQUIRED');
    expect((await intake.post(supervisor, approval, {})).status).toBe(200);
  });

  it('is over by itself when the time is', async () => {
    const { id, code } = await openCase(intake, manager);
    const { body } = await open(worker, code);
    expect(await read(worker, id)).toBe(200);
    await intake.rows(
      `UPDATE emergency_access SET opened_at = now() - interval '1 hour', expires_at = now() WHERE id = '${String(body['id'])}'`,
    );
    expect(await read(worker, id)).toBe(404);
    const { accesses } = (await intake.get(supervisor, '/emergency-accesses')).body as { accesses: EmergencyAccess[] };
    expect(accesses.find((one) => one.id === body['id'])?.state).toBe('to_review');
  });

  it('needs a second person where the client excluded this one, and nobody is their own second person', async () => {
    const { id, code } = await openCase(intake, manager);
    const away = colleagueOf(manager, ['supervisor']);
    await exclude(manager, id, away.accountId);
    const { body } = await open(away, code);
    expect([body['state'], await read(away, id)]).toEqual(['waiting', 404]);
    const approve = (actor: Actor) => intake.post(actor, `/emergency-accesses/${String(body['id'])}/approval`, {});
    expect([(await approve(away)).status, (await approve(manager)).status]).toEqual([404, 403]);
    expect(await read(away, id)).toBe(404);
    expect(await approve(supervisor)).toMatchObject({
      status: 200,
      body: { state: 'open', approvedById: supervisor.accountId },
    });
    expect([await read(away, id), (await approve(supervisor)).status]).toEqual([200, 409]);
    expect(await until(away, id)).not.toBeNull();
    expect((await intake.call(away, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sen' })).status).toBe(404);
    const review = (actor: Actor) =>
      intake.post(actor, `/emergency-accesses/${String(body['id'])}/review`, { outcome: 'justified' });
    // Nor does either of them look at it afterwards: somebody does who had no part in it.
    expect([(await review(away)).status, (await review(supervisor)).status, await read(away, id)]).toEqual([
      404, 404, 200,
    ]);
    expect([(await review(dpo)).status, await read(away, id)]).toEqual([200, 404]);
  });

  it('answers for a file of another centre as for none, and says it in the log', async () => {
    const { code } = await openCase(intake, manager);
    const stranger = makeStaff({ roles: ['outreach_worker'] });
    expect((await open(worker, code)).status).toBe(201);
    const foreign = await open(stranger, code);
    expect(foreign.status).toBe(404);
    expect((await open(stranger, 'K7Q4-92MX-X')).status).toBe(400);
    const denied = await intake.rows(
      `SELECT reason, outcome FROM audit_entry WHERE account_id = '${stranger.accountId}' AND resource = 'EmergencyAccess'`,
    );
    expect(denied).toEqual([{ reason: 'not_visible', outcome: 'denied' }]);
  });
});
