import { erasureListSchema, type Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { KeyRotationRunner } from '../key-rotations/key-rotation-runner.js';

describe('the certificate of an erasure', () => {
  let intake: RunningIntake;

  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake.stop());

  const erase = (actor: Actor, { id, code }: { id: string; code: string }) =>
    intake.post(actor, `/cases/${id}/erasure`, { version: 1, typed: code });

  it('is final at once when the KEK that wrapped the keys is destroyed after it', async () => {
    const staff = makeStaff({ roles: ['supervisor'] });
    const [before, after] = [await openCase(intake, staff), await openCase(intake, staff)];
    const exchangeKek = async () => {
      const order = { kind: 'kek', centreId: staff.organisationId };
      expect((await intake.operate('POST', '/internal/keys/rotations', order)).status).toBe(202);
      await intake.app.get(KeyRotationRunner).run();
      const [rotation] = await intake.rows(
        `SELECT state, finished_at FROM key_rotation WHERE centre_id = '${staff.organisationId}' ORDER BY started_at DESC LIMIT 1`,
      );
      expect(rotation).toMatchObject({ state: 'done' });
    };
    const certificateOf = async ({ id }: { id: string }) => (await intake.get(staff, `/cases/${id}/erasure`)).body;
    expect((await erase(staff, before)).body).toMatchObject({ state: 'erased', wrappingKeyDestroyedOn: null });
    await exchangeKek();
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format();
    expect(await certificateOf(before)).toMatchObject({ state: 'final', wrappingKeyDestroyedOn: day });

    // Its keys were under the second version when they were destroyed: the first rotation says nothing about it.
    expect((await erase(staff, after)).body).toMatchObject({ state: 'erased', wrappingKeyDestroyedOn: null });
    await exchangeKek();
    expect(await certificateOf(after)).toMatchObject({ state: 'final', wrappingKeyDestroyedOn: day });
  });

  it('is on a list for whoever may erase in the centre', async () => {
    const staff = makeStaff({ roles: ['supervisor'] });
    const opened = [await openCase(intake, staff), await openCase(intake, staff)];
    expect((await intake.get(staff, '/erasures')).body).toEqual({ erasures: [], page: 1, hasMore: false });
    for (const file of opened) expect((await erase(staff, file)).status).toBe(200);
    const { body } = await intake.get(staff, '/erasures');
    const { erasures } = erasureListSchema.parse(body);
    expect(erasures.map(({ code }) => code)).toEqual(opened.map(({ code }) => code).reverse());
    const { requestId: _, ...shown } = (await intake.get(staff, `/cases/${opened[0]?.id}/erasure`)).body;
    expect(erasures[1]).toEqual(shown);
    for (const role of ['outreach_worker', 'case_manager', 'administrator', 'dpo'] as const)
      expect((await intake.get(colleagueOf(staff, [role]), '/erasures')).status).toBe(403);
    const foreign = makeStaff({ roles: ['supervisor'] });
    expect((await intake.get(foreign, '/erasures')).body).toMatchObject({ erasures: [] });
  });
});
