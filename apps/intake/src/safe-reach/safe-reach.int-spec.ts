import type { Actor, SafeReach } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import {
  colleagueOf,
  makeStaff,
  newCase,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { ReachCheck } from './reach-check.js';

const reach: SafeReach = { unsafe: ['call'], hours: { from: '08:00', to: '17:30' } };
const circumstances = { household: 4, children: 2, languages: ['VIETNAMESE', 'KHMER'] };

describe('reaching a client safely', () => {
  let intake: RunningIntake;
  let worker: Actor;
  let manager: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    worker = makeStaff({ roles: ['outreach_worker'] });
    manager = colleagueOf(worker, ['case_manager']);
  });
  afterAll(() => intake.stop());

  const bothLanguages = { vi: expect.any(String), en: expect.any(String) };

  it('stands on the file for all who work with it, and her circumstances open with her identity only', async () => {
    const { id } = await openCase(intake, worker, { phone: '0912345678', reach, circumstances });
    for (const reader of [worker, manager])
      expect((await intake.get(reader, `/cases/${id}`)).body).toMatchObject({ reach });
    expect(JSON.stringify((await intake.get(manager, `/cases/${id}`)).body)).not.toContain('KHMER');
    expect((await intake.get(manager, `/cases/${id}/identity`)).body).toMatchObject({ circumstances });
  });

  it('says that she was not asked, until somebody does, and changes as she says', async () => {
    const { id } = await openCase(intake, worker);
    expect((await intake.get(worker, `/cases/${id}`)).body['reach']).toBeNull();
    const changed = await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 1, reach, circumstances });
    expect(changed.status).toBe(200);
    expect((await intake.get(worker, `/cases/${id}`)).body).toMatchObject({ reach, version: 2 });
    const calmer = { unsafe: [], hours: null };
    await intake.call(manager, 'PATCH', `/cases/${id}`, { version: 2, reach: calmer });
    expect((await intake.get(worker, `/cases/${id}`)).body).toMatchObject({ reach: calmer });
    expect((await intake.get(worker, `/cases/${id}/identity`)).body).toMatchObject({ circumstances });
  });

  it('tells a partner no number that is not safe to call, and the hours of one that is', async () => {
    const phoneOf = async (asked: SafeReach) => {
      const { id } = await openCase(intake, manager, { phone: '0912345678', reach: asked });
      const preview = await intake.post(manager, `/cases/${id}/referral-previews`, {
        ...{ organisationId: randomUUID(), serviceId: randomUUID(), needCode: 'health' },
        dataCategories: ['contact'],
      });
      return (preview.body['fields'] as { field: string; value: string }[]).map(({ field, value }) => [field, value]);
    };
    expect(await phoneOf(reach)).toEqual([['phone', 'Chưa an toàn để gọi']]);
    expect(await phoneOf({ ...reach, unsafe: ['visit'] })).toEqual([
      ['phone', '0912345678'],
      ['safe_call_window', '08:00 - 17:30'],
    ]);
  });

  it.each([
    ['an unknown way', { reach: { ...reach, unsafe: ['drum'] } }, 'reach.unsafe.0'],
    ['an hour there is not', { reach: { unsafe: [], hours: { from: '25:00', to: '08:00' } } }, 'reach.hours.from'],
    ['hours without length', { reach: { unsafe: [], hours: { from: '08:00', to: '08:00' } } }, 'reach.hours.to'],
    ['a household of nobody', { circumstances: { ...circumstances, household: 0 } }, 'circumstances.household'],
    ['a name among the counts', { circumstances: { ...circumstances, names: 'x' } }, 'circumstances.names'],
    ['an unknown language', { circumstances: { ...circumstances, languages: ['KLINGON'] } }, 'circumstances.languages'],
    ['a birth after the first meeting', { birthYear: 2026, openedOn: '2025-08-01' }, 'birthYear'],
  ])('names the field of %s and stores nothing', async (_what, wrong, field) => {
    const before = await intake.rows('SELECT count(*) AS n FROM case_file');
    const answer = await intake.post(worker, '/cases', newCase(wrong));
    expect([answer.status, answer.body['errors']]).toEqual([400, [{ field, message: bothLanguages }]]);
    expect(await intake.rows('SELECT count(*) AS n FROM case_file')).toEqual(before);
  });

  it('speaks against a plan that would reach her in an unsafe way or at a wrong hour, and says what to do', () => {
    const check = intake.app.get(ReachCheck, { strict: false });
    const night = new Date('2026-11-20T22:00:00+07:00');
    expect(check.faults('channel', reach, 'HOTLINE')).toEqual([
      { field: 'channel', message: { vi: expect.stringMatching(/chọn cách khác/), en: expect.any(String) } },
    ]);
    expect(check.faults('at', reach, 'ONLINE', night)).toEqual([
      { field: 'at', message: { vi: expect.stringMatching(/08:00 đến 17:30/), en: expect.any(String) } },
    ]);
    for (const safe of ['COMMUNITY_POINT', 'OUTREACH_COMMUNITY', 'ONLINE'])
      expect(check.faults('channel', reach, safe)).toEqual([]);
    expect(check.faults('channel', null, 'HOTLINE')).toEqual([]);
  });
});
