import type { Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  communeCode,
  makeStaff,
  newCase,
  openCase,
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
    expect(noted.body).toEqual({
      id: expect.any(String),
      kind: 'meeting',
      ...quickContact,
      people: 1,
      communeCode: null,
    });
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
    ['a call', { kind: 'call' }],
    ['a silent call', { kind: 'silent_call', given: [], followUpWanted: false }],
    ['a group activity', { kind: 'group', channel: 'PEER_GROUP', people: 14, communeCode }],
  ])('notes %s, nobody named', async (_what, facts) => {
    const noted = await intake.post(worker, '/contacts', { ...quickContact, ...facts });
    expect([noted.status, noted.body]).toMatchObject([201, facts]);
    const { contacts } = (await intake.get(worker, '/contacts')).body as { contacts: unknown[] };
    expect(contacts[0]).toEqual(noted.body);
  });

  it('goes into the file that a meeting opens, and then not among the contacts', async () => {
    const before = await intake.rows('SELECT count(*) AS n FROM contact');
    const { id } = await openCase(intake, worker, { given: ['INFORMATION'], channel: 'HOTLINE' });
    const { followUps } = (await intake.get(worker, `/cases/${id}`)).body as { followUps: object[] };
    expect(followUps).toMatchObject([{ servicesDelivered: ['INFORMATION'], channel: 'HOTLINE', occurredOn: today }]);
    expect(await intake.rows('SELECT count(*) AS n FROM contact')).toEqual(before);
    const wrong = await intake.post(worker, '/cases', newCase({ given: ['FORTUNE_TELLING'] }));
    expect([wrong.status, wrong.body['errors']]).toMatchObject([400, [{ field: 'given' }]]);
  });

  it('has no place for a number of people or a commune beside a single person', async () => {
    await expect(intake.rows(`UPDATE contact SET commune_code = '${communeCode}' WHERE kind = 'call'`)).rejects.toThrow(
      /contact_of_group/,
    );
  });

  it.each([
    ['nothing given', { given: [] }, 'given'],
    ['a service that is not in the list', { given: ['FORTUNE_TELLING'] }, 'given'],
    ['a channel that is not in the list', { channel: 'POLICE' }, 'channel'],
    ['a call with a place', { kind: 'call', communeCode }, 'communeCode'],
    ['a meeting of many', { people: 3 }, 'people'],
    ['a group of one', { kind: 'group', communeCode }, 'people'],
    ['a group nowhere', { kind: 'group', people: 5 }, 'communeCode'],
    ['a group in another province', { kind: 'group', people: 5, communeCode: '99999' }, 'communeCode'],
    [
      'a group where no such commune was yet',
      { kind: 'group', people: 5, communeCode, occurredOn: '2025-06-30' },
      'communeCode',
    ],
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
