import { keyStatusSchema, type Actor } from '@an-tam/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeIntakeProcess, type IntakeProcess, type StopPoint } from '../support/intake-process.js';
import { colleagueOf, makeStaff, newCase } from '../support/intake-service.js';

jest.setTimeout(300_000);

/** One after the other: each point is reached by a real process, which is then killed as `kill -9` does. */
describe('intake, killed between two steps', () => {
  let intake: IntakeProcess;
  let manager: Actor;
  let supervisor: Actor;

  beforeAll(async () => {
    intake = await makeIntakeProcess();
  });
  afterAll(() => intake.dispose());
  beforeEach(async () => {
    manager = makeStaff();
    supervisor = colleagueOf(manager, ['supervisor']);
    await intake.start();
  });
  afterEach(() => intake.kill());

  /** What is asked for is never answered: the process dies first. */
  const unanswered = (asked: Promise<unknown>) =>
    asked.then(
      () => 'answered',
      () => 'broken off',
    );

  async function open(): Promise<{ id: string; code: string }> {
    const { status, body } = await intake.post(manager, '/cases', newCase({ openedOn: '2026-01-05' }));
    expect(status).toBe(201);
    return { id: String(body['id']), code: String(body['code']) };
  }
  const keysOf = (id: string) => intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`);
  const rowsOf = (id: string) =>
    intake.rows(`SELECT id FROM case_file WHERE id = '${id}' UNION ALL SELECT id FROM client WHERE case_id = '${id}'`);
  const ofCentre = () => `centre_id = '${manager.organisationId}'`;
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('It did not come about.');
      await sleep(50);
    }
  }

  describe('while a file is opened', () => {
    it.each([
      ['before the key is stored', 'keys', 'LOCK TABLE case_key IN SHARE MODE', 0],
      ['between key and file', 'intake', 'LOCK TABLE case_file IN SHARE MODE', 1],
      ['before the file is committed', 'intake', 'LOCK TABLE consent IN SHARE MODE', 1],
    ] as const)('%s leaves no file, and no key for long', async (_where, place, sql, orphans) => {
      const other = await open();
      const stop = place === 'keys' ? await intake.stopAtKeys(sql) : await intake.stopAt(sql);
      const asked = unanswered(intake.post(manager, '/cases', newCase({ openedOn: '2026-01-05' })));
      await stop.reached();
      await intake.kill();
      expect(await asked).toBe('broken off');
      await stop.release();
      expect(await intake.rows(`SELECT id FROM case_file WHERE ${ofCentre()}`)).toEqual([{ id: other.id }]);
      const keys = () => intake.keyRows(`SELECT case_id FROM case_key WHERE ${ofCentre()}`);
      expect(await keys()).toHaveLength(1 + orphans);

      await intake.start();
      expect(await keys()).toHaveLength(1 + orphans); // it might still be coming
      await intake.kill();
      await intake.keyRows(`UPDATE case_key SET created_at = now() - interval '25 hours' WHERE ${ofCentre()}`);
      await intake.start();
      await until(async () => (await keys()).length === 1);
      expect((await intake.get(manager, `/cases/${other.id}`)).status).toBe(200);
      expect((await open()).id).not.toBe(other.id);
    });
  });

  describe('while a file is erased', () => {
    const stateOf = async (id: string) => {
      const [tombstone] = await intake.rows(`SELECT state FROM case_tombstone WHERE id = '${id}'`);
      return tombstone?.['state'] ?? 'none';
    };
    const look = async (id: string) => [await stateOf(id), (await keysOf(id)).length, (await rowsOf(id)).length];

    it('before anything is written down leaves the file as it was', async () => {
      const { id, code } = await open();
      const stop = await intake.stopAt('LOCK TABLE case_tombstone IN SHARE ROW EXCLUSIVE MODE');
      const asked = unanswered(intake.post(supervisor, `/cases/${id}/erasure`, { version: 1, typed: code }));
      await stop.reached();
      await intake.kill();
      expect(await asked).toBe('broken off');
      await stop.release();
      await intake.start();
      expect(await look(id)).toEqual(['none', 1, 2]);
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    });

    /** Asks for the erasure and lets it come as far as the given step; the stop there is still held. */
    async function eraseUntil(file: { id: string; code: string }, step: 'keys' | 'note' | 'rows'): Promise<StopPoint> {
      const atKeys = await intake.stopAtKeys('LOCK TABLE case_key IN SHARE MODE');
      const asked = unanswered(intake.post(supervisor, `/cases/${file.id}/erasure`, { version: 1, typed: file.code }));
      void asked;
      await atKeys.reached();
      if (step === 'keys') return atKeys;
      const sql = {
        note: 'LOCK TABLE case_tombstone IN EXCLUSIVE MODE',
        rows: 'LOCK TABLE client IN SHARE MODE',
      };
      const next = await intake.stopAt(sql[step]);
      await atKeys.release();
      await next.reached();
      return next;
    }

    it.each([
      ['between intent and keys', 'keys', ['intended', 1, 2]],
      ['between the keys and writing it down', 'note', ['intended', 0, 2]],
      ['between keys and rows', 'rows', ['keys_destroyed', 0, 2]],
    ] as const)('%s, and again while that is made good, is finished by the next start', async (_where, step, found) => {
      const kept = await open();
      const file = await open();
      const stop = await eraseUntil(file, step);
      await intake.kill();
      expect(await look(file.id)).toEqual(found);

      await intake.start();
      expect((await intake.get(manager, `/cases/${file.id}`)).status).toBe(404);
      await stop.reached();
      await intake.kill();
      expect(await look(file.id)).toEqual(found);
      await stop.release();

      await intake.start();
      await until(async () => (await stateOf(file.id)) === 'erased');
      expect(await look(file.id)).toEqual(['erased', 0, 0]);
      const certificate = await intake.get(supervisor, `/cases/${file.id}/erasure`);
      expect(certificate.body).toMatchObject({ state: 'erased', keyVersions: 1, records: 3 });
      expect((await intake.get(manager, `/cases/${kept.id}`)).status).toBe(200);
    });
  });

  describe('while the KEK is exchanged', () => {
    const order = () =>
      unanswered(intake.operate('POST', '/internal/keys/rotations', { kind: 'kek', centreId: manager.organisationId }));
    const wraps = async () => {
      const rows = await intake.keyRows(
        `SELECT kek_version AS version, count(*)::int AS rows FROM case_key WHERE ${ofCentre()} GROUP BY 1 ORDER BY 1`,
      );
      return Object.fromEntries(rows.map(({ version, rows: count }) => [String(version), count]));
    };
    const rotation = async () =>
      (await intake.rows(`SELECT state FROM key_rotation WHERE ${ofCentre()}`)).map(({ state }) => state);

    /** After it, everything is as if nobody had been killed. */
    async function finishedAfterStart(files: readonly { id: string }[]): Promise<void> {
      await intake.start();
      await until(async () => (await rotation()).every((state) => state === 'done'));
      const { centres } = keyStatusSchema.parse((await intake.operate('GET', '/internal/keys')).body);
      const keys = centres.find(({ centreId }) => centreId === manager.organisationId)?.keys;
      const kek = keys?.find(({ kind }) => kind === 'kek');
      expect(kek?.versions).toEqual([{ version: 2, rows: files.length }]);
      for (const { id } of files) expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
      await open();
      expect(await wraps()).toEqual({ 2: files.length + 1 });
    }

    it('before the order is written down leaves nothing', async () => {
      const files = [await open()];
      const stop = await intake.stopAt('LOCK TABLE key_rotation IN SHARE ROW EXCLUSIVE MODE');
      const asked = order();
      await stop.reached();
      await intake.kill();
      expect(await asked).toBe('broken off');
      await stop.release();
      await intake.start();
      expect(await rotation()).toEqual([]);
      expect((await intake.get(manager, `/cases/${files[0]?.id}`)).status).toBe(200);
      expect(await wraps()).toEqual({ 1: 1 });
    });

    const batch = ['keys', 'LOCK TABLE case_key IN EXCLUSIVE MODE'] as const;
    const versions = ['keys', 'LOCK TABLE kek_version IN SHARE MODE'] as const;
    const progress = ['intake', 'LOCK TABLE key_rotation IN EXCLUSIVE MODE'] as const;
    const newOne = [
      { version: 1, kept: false },
      { version: 2, kept: true },
    ];

    it.each([
      ['between the new version and the first batch', [batch], { 1: 2 }, 'moving', undefined],
      ['within a batch', [versions], { 1: 2 }, 'moving', undefined],
      ['between the last batch and retirement', [batch, progress], { 2: 2 }, 'moving', undefined],
      [
        'between the destruction of the old version and writing it down',
        [batch, progress, versions, progress],
        { 2: 2 },
        'settling',
        newOne,
      ],
    ] as const)('%s', async (_where, stops, wrapped, state, kept) => {
      const files = [await open(), await open()];
      let held: StopPoint | undefined;
      for (const [place, sql] of stops) {
        const next = place === 'keys' ? await intake.stopAtKeys(sql) : await intake.stopAt(sql);
        if (held) await held.release();
        else void order();
        await next.reached();
        held = next;
      }
      await intake.kill();
      expect([await wraps(), await rotation()]).toEqual([wrapped, [state]]);
      if (kept)
        expect(
          await intake.keyRows(`SELECT version, kept FROM kek_version WHERE ${ofCentre()} ORDER BY version`),
        ).toEqual(kept);
      await held?.release();
      await finishedAfterStart(files);
    });

    it('between two batches', async () => {
      const files = [await open(), await open(), await open()];
      const held = await intake.stopAtKeys(`SELECT 1 FROM case_key WHERE case_id = '${files[1]?.id}' FOR UPDATE`);
      expect(await order()).toBe('answered');
      await until(async () => (await wraps())['2'] === 2);
      await intake.kill();
      expect([await wraps(), await rotation()]).toEqual([{ 1: 1, 2: 2 }, ['moving']]);
      await held.release();
      await finishedAfterStart(files);
    });
  });
});
