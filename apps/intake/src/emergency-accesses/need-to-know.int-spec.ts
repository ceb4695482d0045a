import type { Actor, EmergencyAccess } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

let intake: RunningIntake;

beforeAll(async () => {
  intake = await startIntake();
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
const exclude = (actor: Actor, id: string, ...accountIds: string[]) =>
  intake.call(actor, 'PUT', `/cases/${id}/excluded-staff`, { accountIds });
const open = (actor: Actor, code: string) => intake.post(actor, '/emergency-accesses', { code, reason: 'medical' });
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
    expect((await assign(supervisor, id, randomUUID(), 2)).status).toBe(200);
    expect([await read(worker, id), await listed(worker)]).toEqual([404, []]);
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
    expect((await intake.get(manager, `/cases/${id}/excluded-staff`)).body).toEqual({
      accountIds: [other.accountId, supervisor.accountId].sort(),
    });
    expect((await exclude(manager, id, supervisor.accountId)).status).toBe(200);
    expect([await read(other, id), await read(supervisor, id)]).toEqual([200, 404]);
    expect((await entries(id, 'CaseExclusion')).map(({ action }) => action)).toEqual([
      'create',
      'create',
      'read',
      'withdraw',
    ]);
  });

  it('asks for a handover first where the file is assigned to that person, and allows none to them', async () => {
    const { id } = await openCase(intake, manager);
    expect(await exclude(supervisor, id, manager.accountId)).toMatchObject({
      status: 409,
      body: { code: 'ASSIGNEE_EXCLUDED' },
    });
    expect((await exclude(supervisor, id, worker.accountId)).status).toBe(200);
    expect(await assign(supervisor, id, worker.accountId)).toMatchObject({
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
    const asked = { absentId: absent.accountId, coverId: cover.accountId, days: 3 };
    expect([await read(absent, id), await read(cover, id)]).toEqual([200, 404]);
    expect((await intake.post(manager, '/leave-covers', asked)).status).toBe(403);
    expect((await intake.post(supervisor, '/leave-covers', { ...asked, coverId: absent.accountId })).status).toBe(400);
    const made = await intake.post(supervisor, '/leave-covers', asked);
    expect(made.status).toBe(201);
    expect([await read(cover, id), await listed(cover)]).toEqual([200, [id]]);
    expect((await intake.call(cover, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sen' })).status).toBe(200);
    expect((await intake.get(supervisor, '/leave-covers')).body['covers']).toMatchObject([{ id: made.body['id'] }]);
    const end = () => intake.post(supervisor, `/leave-covers/${String(made.body['id'])}/end`, {});
    expect([(await end()).status, (await end()).status]).toEqual([204, 404]);
    expect([await read(cover, id), await listed(cover), await read(absent, id)]).toEqual([404, [], 200]);
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
    expect((await intake.get(worker, '/emergency-accesses')).status).toBe(403);
    for (const second of [supervisor, dpo])
      expect((await intake.get(second, '/emergency-accesses')).body['accesses']).toContainEqual(
        expect.objectContaining({ id: body['id'], caseId: id, accountId: worker.accountId, reason: 'medical' }),
      );
    const review = (actor: Actor) =>
      intake.post(actor, `/emergency-accesses/${String(body['id'])}/review`, { outcome: 'justified' });
    expect([(await review(dpo)).status, (await review(worker)).status]).toEqual([403, 403]);
    expect(await review(supervisor)).toMatchObject({ status: 200, body: { state: 'reviewed', outcome: 'justified' } });
    expect((await review(supervisor)).status).toBe(409);
    expect([await read(worker, id), await listed(worker)]).toEqual([404, []]);
    expect((await entries(id, 'EmergencyAccess')).map(({ action }) => action)).toEqual(['create', 'review']);
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
    expect((await intake.call(away, 'PATCH', `/cases/${id}`, { version: 1, alias: 'Sen' })).status).toBe(404);
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
