import type { Actor } from '@an-tam/contracts';
import type { Kms } from '@an-tam/field-encryption';
import { completeCase } from '../../../../test/support/complete-case.js';
import { makeStaff, openCase, startIntake, type RunningIntake } from '../../../../test/support/intake-service.js';
import { CaseKeys, CentreKeyCache, centreKeysTimeToLive, KEY_STORE } from '../case-keys/index.js';
import { ReindexCentreService } from './reindex-centre.service.js';

const phone = '0912 345 678';

describe('exchanging the index key of a centre', () => {
  let intake: RunningIntake;
  let step: ReindexCentreService;

  beforeAll(async () => {
    intake = await startIntake();
    step = intake.app.get(ReindexCentreService, { strict: false });
  });
  afterAll(() => intake.stop());

  const orderOf = (actor: Actor, toVersion = 2) => ({
    centreId: actor.organisationId,
    toVersion,
    startedAt: new Date(),
  });
  const versions = async (actor: Actor) =>
    (
      await intake.rows(
        `SELECT phone_index_version AS version FROM client WHERE centre_id = '${actor.organisationId}' ORDER BY 1`,
      )
    ).map(({ version }) => version);
  const found = async (actor: Actor) => {
    const { body } = await intake.post(actor, '/case-searches', { phone });
    return (body['cases'] as { id: string }[]).map(({ id }) => id).sort();
  };
  /** As if the memory of every process had run out. */
  async function later<T>(work: () => Promise<T>): Promise<T> {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + centreKeysTimeToLive + 1_000);
    try {
      return await work();
    } finally {
      clock.mockRestore();
    }
  }

  it('makes every index anew, finds the files all the while, and destroys the old key', async () => {
    const manager = makeStaff();
    const files = [await completeCase(intake, manager, { phone }), await openCase(intake, manager, { phone })];
    const without = await openCase(intake, manager);
    const ids = files.map(({ id }) => id).sort();
    const before = await Promise.all(ids.map((id) => intake.get(manager, `/cases/${id}/identity`)));
    const order = orderOf(manager);
    expect([await versions(manager), await found(manager)]).toEqual([[1, 1, null], ids]);

    await step.begin(order);
    await step.begin(order);
    expect(await step.versions(manager.organisationId)).toEqual([
      { version: 1, rows: 2 },
      { version: 2, rows: 0 },
    ]);
    expect(await step.moveBatch(order)).toBe(0);
    expect([await step.countLeft(order), await found(manager)]).toEqual([2, ids]);
    await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });

    expect(await later(() => step.moveBatch(order))).toBe(2);
    expect([await versions(manager), await found(manager)]).toEqual([[2, 2, null], ids]);
    expect(await step.countLeft(order)).toBe(0);
    await step.retire(order);
    await step.retire(order);
    expect(await step.versions(manager.organisationId)).toEqual([{ version: 2, rows: 2 }]);
    expect(await found(manager)).toEqual(ids);
    expect(await Promise.all(ids.map((id) => intake.get(manager, `/cases/${id}/identity`)))).toEqual(before);
    expect((await intake.get(manager, `/cases/${without.id}`)).status).toBe(200);
  });

  it('is used by who writes as soon as it is there, and both are looked under', async () => {
    const manager = makeStaff();
    const old = await openCase(intake, manager, { phone });
    await step.begin(orderOf(manager));
    const fresh = await openCase(intake, manager, { phone });
    expect([await versions(manager), await found(manager)]).toEqual([[1, 2], [old.id, fresh.id].sort()]);
  });

  it('moves what came under the old key after the others, and destroys nothing before', async () => {
    const manager = makeStaff();
    const first = await openCase(intake, manager, { phone });
    // Another process, whose memory is older than the new version.
    const behind = new CentreKeyCache(intake.app.get<Kms>(KEY_STORE, { strict: false }));
    const { bik } = await behind.newest(manager.organisationId);
    const order = orderOf(manager);
    await step.begin(order);
    expect(await later(() => step.moveBatch(order))).toBe(1);
    const spy = jest.spyOn(intake.app.get(CaseKeys), 'indexKey').mockResolvedValueOnce(bik);
    const late = await openCase(intake, manager, { phone });
    spy.mockRestore();
    expect(await versions(manager)).toEqual([1, 2]);
    await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });
    expect(await found(manager)).toEqual([first.id, late.id].sort());
    expect(await later(() => step.moveBatch(order))).toBe(1);
    await step.retire(order);
    expect(await found(manager)).toEqual([first.id, late.id].sort());
  });

  it('goes on after it was interrupted between two cases', async () => {
    const manager = makeStaff();
    const files = [await openCase(intake, manager, { phone }), await openCase(intake, manager, { phone })];
    const ids = files.map(({ id }) => id).sort();
    const order = orderOf(manager);
    await step.begin(order);
    await intake.rows(
      `CREATE FUNCTION stop_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$;
       CREATE TRIGGER stop_one BEFORE UPDATE ON client FOR EACH ROW WHEN (OLD.case_id = '${ids[0]}') EXECUTE FUNCTION stop_one()`,
    );
    expect(await later(() => step.moveBatch(order))).toBe(1);
    expect([await versions(manager), await found(manager)]).toEqual([[1, 2], ids]);
    await intake.rows('DROP TRIGGER stop_one ON client');
    expect(await later(() => step.moveBatch(order))).toBe(1);
    expect([await versions(manager), await found(manager)]).toEqual([[2, 2], ids]);
  });

  it('loses no write and no search while everybody works', async () => {
    const manager = makeStaff();
    const file = await openCase(intake, manager, { phone });
    const refused: unknown[] = [];
    let { version } = file;
    let working = true;
    const change = async () => {
      for (let at = 0; working; at += 1) {
        const body = { version, phone: at % 2 === 0 ? '0912345678' : '+84 912 345 678' };
        const answer = await intake.call(manager, 'PATCH', `/cases/${file.id}`, body);
        if (answer.status === 200) version = Number(answer.body['version']);
        else refused.push(answer.body);
      }
    };
    const search = async () => {
      while (working) if ((await found(manager)).join() !== file.id) refused.push('not found');
    };
    const others = [change(), search(), search()];
    for (const toVersion of [2, 3]) {
      const order = orderOf(manager, toVersion);
      await step.begin(order);
      for (let round = 0; round < 200 && (await step.countLeft(order)) > 0; round += 1)
        await later(() => step.moveBatch(order));
      expect(await step.countLeft(order)).toBe(0);
    }
    working = false;
    await Promise.all(others);
    expect([refused, await versions(manager)]).toEqual([[], [3]]);
    expect(version).toBeGreaterThan(file.version);
    await step.retire(orderOf(manager, 3));
    expect(await found(manager)).toEqual([file.id]);
  }, 120_000);
});
