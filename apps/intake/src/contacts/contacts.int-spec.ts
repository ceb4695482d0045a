import type { Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const quickContact = {
  occurredOn: today,
  channel: 'HOTLINE',
  given: ['INFORMATION', 'COUNSELLING'],
  followUpWanted: true,
};

describe('quick contacts', () => {
  let intake: RunningIntake;
  let worker: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    worker = makeStaff({ roles: ['outreach_worker'] });
  });
  afterAll(() => intake.stop());

  it('notes a contact about nobody, for the worker and the centre to see', async () => {
    const noted = await intake.post(worker, '/contacts', quickContact);
    expect(noted.status).toBe(201);
    expect(noted.body).toEqual({ id: expect.any(String), ...quickContact });
    for (const reader of [worker, colleagueOf(worker, ['case_manager'])]) {
      expect((await intake.get(reader, '/contacts')).body['contacts']).toEqual([noted.body]);
    }
    expect((await intake.get(colleagueOf(worker, ['outreach_worker']), '/contacts')).body['contacts']).toEqual([]);
    expect((await intake.get(makeStaff(), '/contacts')).body['contacts']).toEqual([]);
    const entries = await intake.rows(
      `SELECT outcome FROM audit_entry WHERE record_id = '${String(noted.body['id'])}'`,
    );
    expect(entries).toEqual([{ outcome: 'done' }]);
  });

  it.each([
    ['nothing given', { given: [] }, 'given'],
    ['a service that is not in the list', { given: ['FORTUNE_TELLING'] }, 'given'],
    ['a channel that is not in the list', { channel: 'POLICE' }, 'channel'],
    ['a day to come', { occurredOn: '2026-11-21' }, 'occurredOn'],
    ['something about a person', { name: 'x' }, 'name'],
  ])('answers 400 naming the field for %s', async (_what, changes, field) => {
    const answer = await intake.post(worker, '/contacts', { ...quickContact, ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([
      { field, message: { vi: expect.any(String), en: expect.any(String) } },
    ]);
  });
});
