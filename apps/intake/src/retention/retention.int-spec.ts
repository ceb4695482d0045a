import type { Actor } from '@an-tam/contracts';
import { BusinessCalendar } from '@an-tam/http';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  newCase,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { RetentionRunner } from './retention-runner.js';

const introduced = {
  alias: 'Mây',
  how: 'Nhắn qua chị chủ quán ở cổng sau',
  reach: { unsafe: ['call'], hours: { from: '08:00', to: '11:00' } },
};
const quickContact = { occurredOn: today, channel: 'HOTLINE', given: ['COUNSELLING'], followUpWanted: false };
const closing = { caseVersion: 1, reason: 'goals_met', outcome: 'better' };

describe('what is kept of a person', () => {
  let intake: RunningIntake;
  let manager: Actor;
  let supervisor: Actor;

  beforeAll(async () => {
    intake = await startIntake();
  });
  beforeEach(() => {
    manager = makeStaff();
    supervisor = colleagueOf(manager, ['supervisor']);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => intake.stop());

  /** Lets days go by for the service, and its job run. */
  async function on(day: string): Promise<void> {
    jest.spyOn(intake.app.get(BusinessCalendar), 'today').mockReturnValue(day);
    await intake.app.get(RetentionRunner).run();
  }
  const entriesOf = (id: string) =>
    intake.rows(
      `SELECT action, purpose, system, organisation_id FROM audit_entry WHERE record_id = '${id}' ORDER BY at`,
    );
  const keysOf = (id: string) => intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`);

  describe('whom another unit introduced', () => {
    const note = async (actor: Actor, body: object = introduced) => {
      const noted = await intake.post(actor, '/pending-contacts', body);
      expect(noted.status).toBe(201);
      return String(noted.body['id']);
    };
    const list = async (actor: Actor) =>
      (await intake.get(actor, '/pending-contacts')).body['pendingContacts'] as Record<string, unknown>[];
    const refuse = (actor: Actor, id: string) => intake.post(actor, `/pending-contacts/${id}/refusal`, {});
    const rowOf = (id: string) => intake.rows(`SELECT * FROM pending_contact WHERE id = '${id}'`);

    it('is shown to who noted her and who leads the support, with the last day; at rest nothing of her is readable', async () => {
      const worker = colleagueOf(manager, ['outreach_worker']);
      const id = await note(worker);
      const expected = { id, ...introduced, notedById: worker.accountId, keepUntil: '2026-12-04' };
      for (const reader of [worker, manager, supervisor]) expect(await list(reader)).toEqual([expected]);
      expect(await list(colleagueOf(manager, ['outreach_worker']))).toEqual([]);
      expect(await list(makeStaff())).toEqual([]);
      const [row] = await rowOf(id);
      expect(Object.keys(row ?? {}).sort()).toEqual(
        ['centre_id', 'content', 'created_at', 'id', 'keep_until', 'noted_by_id'].sort(),
      );
      expect((row?.['content'] as Buffer).includes(Buffer.from(introduced.how))).toBe(false);
      expect(await keysOf(id)).toHaveLength(1);
    });

    it('is gone with her key when she does not want it, and nobody else can end it', async () => {
      const id = await note(manager);
      const strangers = [colleagueOf(manager, ['outreach_worker']), makeStaff()];
      for (const stranger of strangers) {
        const [refused, nobody] = [await refuse(stranger, id), await refuse(stranger, randomUUID())];
        expect([refused.status, refused.body['code']]).toEqual([404, nobody.body['code']]);
      }
      expect(await list(manager)).toHaveLength(1);
      expect((await refuse(supervisor, id)).status).toBe(204);
      expect([await rowOf(id), await keysOf(id), await list(manager)]).toEqual([[], [], []]);
      expect(await entriesOf(id)).toMatchObject([
        { action: 'create' },
        ...strangers.map(() => ({ action: 'erase', purpose: null })),
        { action: 'erase', purpose: 'refused' },
      ]);
    });

    it('is gone when she agrees to a file, and only then', async () => {
      const id = await note(manager);
      const wrong = await intake.post(manager, '/cases', newCase({ pendingContactId: id, channel: 'NOWHERE' }));
      expect(wrong.status).toBe(400);
      await openCase(intake, makeStaff(), { pendingContactId: id });
      expect(await list(manager)).toHaveLength(1);
      const opened = await openCase(intake, manager, { pendingContactId: id, channel: 'OTHER_UNIT' });
      expect([await rowOf(id), await keysOf(id)]).toEqual([[], []]);
      expect((await intake.get(manager, `/cases/${opened.id}`)).body).toMatchObject({ channel: 'OTHER_UNIT' });
    });

    it('is kept for fourteen days and not one more, and nobody outside hears of it', async () => {
      const id = await note(manager);
      await on('2026-12-04');
      expect(await list(manager)).toHaveLength(1);
      const messages = await intake.rows('SELECT count(*) AS n FROM outbox_message');
      jest.spyOn(intake.app.get(BusinessCalendar), 'today').mockReturnValue('2026-12-05');
      expect(await list(manager)).toEqual([]);
      await on('2026-12-05');
      expect([await rowOf(id), await keysOf(id)]).toEqual([[], []]);
      expect((await entriesOf(id)).at(-1)).toEqual({
        ...{ action: 'erase', purpose: 'expired' },
        ...{ system: 'retention', organisation_id: manager.organisationId },
      });
      expect(await intake.rows('SELECT count(*) AS n FROM outbox_message')).toEqual(messages);
    });

    it.each([
      ['a reason', { reason: 'x' }, 'reason'],
      ['a sender', { source: 'x' }, 'source'],
      ['no way to reach her', { how: ' ' }, 'how'],
      ['a whole story', { how: 'a'.repeat(201) }, 'how'],
      ['an hour that is none', { reach: { unsafe: [], hours: { from: '25:00', to: '11:00' } } }, 'reach.hours.from'],
    ])('has no place for %s', async (_what, changes, field) => {
      const answer = await intake.post(manager, '/pending-contacts', { ...introduced, ...changes });
      expect([answer.status, answer.body['errors']]).toMatchObject([
        400,
        [{ field, message: { vi: expect.any(String), en: expect.any(String) } }],
      ]);
    });
  });

  it('names nobody in contacts, which go after the time they are kept for', async () => {
    const { id } = (await intake.post(manager, '/contacts', quickContact)).body;
    const kept = () => intake.rows(`SELECT 1 FROM contact WHERE id = '${String(id)}'`);
    await on('2028-11-20');
    expect(await kept()).toHaveLength(1);
    await on('2028-11-21');
    expect(await kept()).toEqual([]);
  });

  describe('in a closed file', () => {
    async function close(): Promise<string> {
      const { id } = await openCase(intake, manager);
      expect((await intake.post(manager, `/cases/${id}/closure`, closing)).status).toBe(201);
      const approval = { version: 1, decision: 'approve' };
      const closed = await intake.post(supervisor, `/cases/${id}/closure/decision`, approval);
      expect(closed.body).toMatchObject({ state: 'approved', keepUntil: '2028-11-20' });
      return id;
    }
    const expiring = async (actor: Actor) =>
      ((await intake.get(actor, '/expiring-files')).body['files'] as { caseId: string }[]).map(({ caseId }) => caseId);

    it('is proposed to the supervisor thirty days ahead, erased when its time is over, and certified', async () => {
      const id = await close();
      const open = await openCase(intake, manager);
      await on('2028-10-20');
      expect(await expiring(supervisor)).toEqual([]);
      await on('2028-10-21');
      expect(await expiring(supervisor)).toEqual([id]);
      expect(await expiring(makeStaff({ roles: ['supervisor'] }))).toEqual([]);
      expect((await intake.get(manager, '/expiring-files')).status).toBe(403);
      await on('2028-11-20');
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
      await on('2028-11-21');
      expect([await keysOf(id), await expiring(supervisor)]).toEqual([[], []]);
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(404);
      expect((await intake.get(supervisor, `/cases/${id}/erasure`)).body).toMatchObject({
        ...{ id, state: 'erased', keysDestroyedOn: '2028-11-21' },
      });
      expect((await entriesOf(id)).filter(({ purpose }) => purpose === 'intent')).toEqual([
        { action: 'erase', purpose: 'intent', system: 'retention', organisation_id: manager.organisationId },
      ]);
      expect((await intake.get(manager, `/cases/${open.id}`)).status).toBe(200);
    });

    it('stays when it is opened again before, and begins anew when it is closed again', async () => {
      const id = await close();
      await on('2028-11-01');
      expect(await expiring(supervisor)).toEqual([id]);
      const reopened = await intake.post(manager, `/cases/${id}/closure/reopening`, { caseVersion: 2 });
      expect(reopened.body).toMatchObject({ state: 'reopened', keepUntil: null });
      expect(await expiring(supervisor)).toEqual([]);
      await on('2030-01-01');
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
      await intake.post(manager, `/cases/${id}/closure`, { ...closing, caseVersion: 3 });
      await intake.post(supervisor, `/cases/${id}/closure/decision`, { version: 1, decision: 'approve' });
      expect((await intake.get(supervisor, `/cases/${id}/closure`)).body['closure']).toMatchObject({
        keepUntil: '2032-01-01',
      });
      await on('2031-12-31');
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    });
  });
});
