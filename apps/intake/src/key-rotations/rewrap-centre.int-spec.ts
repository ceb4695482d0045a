import { keyRotationListSchema, keyStatusSchema, type Actor, type KeyRotationView } from '@an-tam/contracts';
import type { Kms } from '@an-tam/field-encryption';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { makeStaff, openCase, startIntake, type RunningIntake } from '../../../../test/support/intake-service.js';
import { CaseKeyRepository, CaseKeys, CentreKeyCache, KEY_STORE } from '../case-keys/index.js';
import { statisticsSubject } from '../statistics/statistics-keys.service.js';
import { KeyRotationRunner } from './key-rotation-runner.js';
import { RewrapCentreService } from './rewrap-centre.service.js';

describe('exchanging the KEK of a centre', () => {
  let intake: RunningIntake;

  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake.stop());

  const wrapsOf = (actor: Actor) =>
    intake.keyRows(
      `SELECT kek_version AS version, count(*)::int AS rows FROM case_key WHERE centre_id = '${actor.organisationId}' GROUP BY 1 ORDER BY 1`,
    );
  const versionsOf = async (actor: Actor) => {
    const { centres } = keyStatusSchema.parse((await intake.operate('GET', '/internal/keys')).body);
    return centres.find(({ centreId }) => centreId === actor.organisationId)?.keys.find(({ kind }) => kind === 'kek')
      ?.versions;
  };
  const rotationsOf = async (actor: Actor) => {
    const { body } = await intake.operate('GET', '/internal/keys/rotations');
    return keyRotationListSchema.parse(body).rotations.filter((one) => one.centreId === actor.organisationId);
  };
  async function rotate(actor: Actor): Promise<KeyRotationView> {
    const body = { kind: 'kek', centreId: actor.organisationId };
    const { status, body: started } = await intake.operate('POST', '/internal/keys/rotations', body);
    expect(status).toBe(202);
    const [rotation] = keyRotationListSchema.parse(started).rotations;
    if (!rotation) throw new Error('No rotation was started.');
    return rotation;
  }
  /** Runs until nothing is under way. */
  const finish = async (actor: Actor) => {
    for (let round = 0; round < 20; round += 1) {
      await intake.app.get(KeyRotationRunner).run();
      if ((await rotationsOf(actor)).every(({ state }) => state === 'done')) return;
    }
    throw new Error(`The rotation did not end: ${JSON.stringify(await rotationsOf(actor))}`);
  };
  const entriesOf = (recordId: string) =>
    intake.rows(
      `SELECT action, system, purpose, organisation_id FROM audit_entry WHERE record_id = '${recordId}' ORDER BY at`,
    );

  it('wraps every case key anew, destroys the old version, and every file stays as it was', async () => {
    const manager = makeStaff();
    const opened = await Promise.all(Array.from({ length: 7 }, () => openCase(intake, manager)));
    const before = await Promise.all(opened.map(({ id }) => intake.get(manager, `/cases/${id}`)));
    expect(await versionsOf(manager)).toEqual([{ version: 1, rows: 7 }]);

    const { id, toVersion, total } = await rotate(manager);
    expect([toVersion, total]).toEqual([2, 7]);
    await finish(manager);
    expect(await rotationsOf(manager)).toMatchObject([{ id, state: 'done', left: 0, failure: null }]);
    expect(await versionsOf(manager)).toEqual([{ version: 2, rows: 7 }]);
    expect(await wrapsOf(manager)).toEqual([{ version: 2, rows: 7 }]);
    const after = await Promise.all(opened.map((file) => intake.get(manager, `/cases/${file.id}`)));
    expect(after).toEqual(before);
    expect((await intake.post(manager, '/cases', {})).status).toBe(400);
    await openCase(intake, manager);
    expect(await wrapsOf(manager)).toEqual([{ version: 2, rows: 8 }]);
    expect(await entriesOf(id)).toEqual([
      { action: 'rotate', system: 'operator', purpose: 'kek', organisation_id: manager.organisationId },
      { action: 'retire', system: 'key-rotation', purpose: 'kek', organisation_id: manager.organisationId },
    ]);
  });

  it('leaves the keys of other centres, and of the statistics, alone', async () => {
    const [one, other] = [makeStaff(), makeStaff()];
    await openCase(intake, one);
    await openCase(intake, other);
    const statistics = statisticsSubject('33');
    const keyStore = intake.app.get<Kms>(KEY_STORE, { strict: false });
    await keyStore.createCentreKeys(statistics);
    expect(await keyStore.centres()).toContain(statistics);
    await rotate(one);
    await finish(one);
    expect(await versionsOf(one)).toEqual([{ version: 2, rows: 1 }]);
    const { centres } = keyStatusSchema.parse((await intake.operate('GET', '/internal/keys')).body);
    expect(centres.map(({ centreId }) => centreId)).not.toContain(statistics);
    const asked = await intake.operate('POST', '/internal/keys/rotations', { kind: 'kek', centreId: statistics });
    expect(asked.status).toBe(404);
    expect(await versionsOf(other)).toEqual([{ version: 1, rows: 1 }]);
    const unknown = await intake.operate('POST', '/internal/keys/rotations', { kind: 'kek', centreId: randomUUID() });
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'CENTRE_KEYS_NOT_KNOWN']);
  });

  it('is joined, not doubled, by who asks again', async () => {
    const manager = makeStaff();
    const { id } = await openCase(intake, manager);
    const held = await hold(`SELECT 1 FROM case_key WHERE case_id = '${id}' FOR UPDATE`);
    const first = await rotate(manager);
    const again = await rotate(manager);
    expect(again.id).toBe(first.id);
    await held.release();
    await finish(manager);
    expect(await versionsOf(manager)).toEqual([{ version: 2, rows: 1 }]);
  });

  /** Holds rows of the key database as another writer would. */
  async function hold(sql: string) {
    const client = new pg.Client({ connectionString: intake.keysDatabase.superuserUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(sql);
    return { release: () => client.query('COMMIT').then(() => client.end()) };
  }

  it('waits for no row that somebody holds, and says that some are left', async () => {
    const manager = makeStaff();
    const [held, free] = [await openCase(intake, manager), await openCase(intake, manager)];
    const writer = await hold(`SELECT 1 FROM case_key WHERE case_id = '${held.id}' FOR UPDATE`);
    await rotate(manager);
    await intake.app.get(KeyRotationRunner).run();
    expect(await rotationsOf(manager)).toMatchObject([
      { state: 'moving', total: 2, left: 1, failure: 'SOME_ROWS_LEFT' },
    ]);
    expect(await wrapsOf(manager)).toEqual([
      { version: 1, rows: 1 },
      { version: 2, rows: 1 },
    ]);
    for (const { id } of [held, free]) expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    await writer.release();
    await finish(manager);
    expect(await versionsOf(manager)).toEqual([{ version: 2, rows: 2 }]);
  });

  it('never retires a version that a case key hangs on', async () => {
    const manager = makeStaff();
    const { id } = await openCase(intake, manager);
    const step = intake.app.get(RewrapCentreService);
    const order = { centreId: manager.organisationId, toVersion: 2, startedAt: new Date() };
    await step.begin(order);
    await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });
    expect(await versionsOf(manager)).toEqual([
      { version: 1, rows: 1 },
      { version: 2, rows: 0 },
    ]);
    expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    expect(await step.moveBatch(order)).toBe(1);
    await step.retire(order);
    expect(await versionsOf(manager)).toEqual([{ version: 2, rows: 1 }]);
  });

  it('stops at a key that opens no more instead of destroying what might open it', async () => {
    const manager = makeStaff();
    const [broken, sound] = [await openCase(intake, manager), await openCase(intake, manager)];
    const bytes = `overlay(wrapped PLACING '\\x00000000'::bytea FROM octet_length(wrapped) - 8)`;
    await intake.keyRows(`CREATE TABLE kept_wrap AS SELECT * FROM case_key WHERE case_id = '${broken.id}'`);
    await intake.keyRows(`UPDATE case_key SET wrapped = ${bytes} WHERE case_id = '${broken.id}'`);
    await rotate(manager);
    await intake.app.get(KeyRotationRunner).run();
    expect(await rotationsOf(manager)).toMatchObject([{ state: 'moving', left: 1, failure: 'SOME_ROWS_LEFT' }]);
    expect((await intake.get(manager, `/cases/${sound.id}`)).status).toBe(200);
    expect((await intake.get(manager, `/cases/${broken.id}`)).body['code']).toBe('RECORD_UNREADABLE');
    await intake.keyRows(`UPDATE case_key k SET wrapped = b.wrapped FROM kept_wrap b WHERE k.case_id = b.case_id`);
    await finish(manager);
    expect((await intake.get(manager, `/cases/${broken.id}`)).status).toBe(200);
  });

  describe('while a process remembers the old version', () => {
    const keyStore = () => intake.app.get<Kms>(KEY_STORE, { strict: false });
    /** A second process on the same stores, whose memory is older than the rotation. */
    const anotherProcess = (repository = intake.app.get(CaseKeyRepository)) =>
      new CaseKeys(repository, new CentreKeyCache(keyStore()));

    it('takes no case key under it, and the process goes on with the new one', async () => {
      const manager = makeStaff();
      const behind = anotherProcess();
      await behind.create(manager.organisationId, randomUUID());
      await rotate(manager);
      await finish(manager);
      const caseId = randomUUID();
      const key = await behind.create(manager.organisationId, caseId);
      expect(await wrapsOf(manager)).toEqual([{ version: 2, rows: 2 }]);
      expect(await behind.of(manager.organisationId, caseId)).toEqual([{ ...key, keyId: Buffer.from(key.keyId) }]);
    });

    it('moves a case key that came under it between the batches and the end', async () => {
      const manager = makeStaff();
      const behind = anotherProcess();
      await behind.create(manager.organisationId, randomUUID());
      const step = intake.app.get(RewrapCentreService);
      const order = { centreId: manager.organisationId, toVersion: 2, startedAt: new Date() };
      await step.begin(order);
      expect(await step.moveBatch(order)).toBe(1);
      expect(await step.countLeft(order)).toBe(0);
      await behind.create(manager.organisationId, randomUUID());
      await expect(step.retire(order)).rejects.toMatchObject({ code: 'KEY_VERSION_IN_USE' });
      await rotate(manager);
      await finish(manager);
      expect((await wrapsOf(manager)).map(({ rows }) => rows)).toEqual([2]);
    });

    it('reads a key once more that was wrapped anew after it was fetched', async () => {
      const manager = makeStaff();
      const { id } = await openCase(intake, manager);
      const repository = intake.app.get(CaseKeyRepository);
      const before = await repository.find(manager.organisationId, [id]);
      await rotate(manager);
      await finish(manager);
      let calls = 0;
      const outrun = Object.assign(Object.create(repository) as CaseKeyRepository, {
        find: (centreId: string, ids: readonly string[]) =>
          (calls += 1) === 1 ? Promise.resolve(before) : repository.find(centreId, ids),
      });
      const keys = anotherProcess(outrun);
      expect(await keys.of(manager.organisationId, id)).toHaveLength(1);
      expect(calls).toBe(2);
    });
  });

  it('loses no write and no read while everybody works', async () => {
    const manager = makeStaff();
    const first = await openCase(intake, manager);
    const opened = [first];
    let working = true;
    const statuses = new Set<number>();
    const write = async () => {
      while (working) opened.push(await openCase(intake, manager));
    };
    const readAll = async () => {
      while (working)
        for (const { id } of [...opened]) statuses.add((await intake.get(manager, `/cases/${id}`)).status);
    };
    const others = [write(), write(), readAll(), readAll()];
    for (let round = 0; round < 3; round += 1) {
      await rotate(manager);
      await finish(manager);
    }
    working = false;
    await Promise.all(others);
    expect([...statuses]).toEqual([200]);
    expect(opened.length).toBeGreaterThan(5);
    expect(await wrapsOf(manager)).toEqual([{ version: 4, rows: opened.length }]);
    for (const { id } of opened) expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
  }, 120_000);

  it('is for the operator alone', async () => {
    const manager = makeStaff({ roles: ['administrator', 'supervisor', 'dpo'] });
    expect((await intake.operate('GET', '/internal/keys')).status).toBe(200);
    for (const caller of ['referral', 'reporting', 'gateway'])
      expect((await intake.callAs(caller, 'GET', '/internal/keys')).status).toBe(401);
    expect((await intake.get(manager, '/internal/keys')).status).toBe(401);
    expect((await intake.post(manager, '/internal/keys/rotations', { kind: 'kek' })).status).toBe(401);
    expect((await intake.operate('POST', '/internal/keys/rotations', { kind: 'root' })).status).toBe(400);
  });
});
