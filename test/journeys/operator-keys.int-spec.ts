import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { KeyRotationRunner } from '../../apps/intake/src/key-rotations/key-rotation-runner.js';
import { repositoryRoot } from '../support/controller-scan.js';
import { makeStaff, openCase, startIntake, type RunningIntake } from '../support/intake-service.js';
import { queryRows } from '../support/database.js';
import pg from 'pg';

describe('npm run keys, while the service runs', () => {
  let intake: RunningIntake;
  let folder: string;

  beforeAll(async () => {
    intake = await startIntake();
    await intake.app.listen(0, '127.0.0.1');
    folder = await mkdtemp(join(tmpdir(), 'an-tam-operator-'));
    await mkdir(join(folder, 'secrets'));
    await writeFile(join(folder, 'intake-address'), await intake.app.getUrl());
    await writeFile(
      join(folder, 'secrets', 'token-key-operator'),
      JSON.stringify(intake.tokens.privateKeys['operator']),
    );
  });
  afterAll(async () => {
    await intake.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A command as the operator types it; Ctrl-C as soon as it has said `interruptAt`. */
  async function keys(words: readonly string[], interruptAt?: string) {
    const command = spawn(process.execPath, [join(repositoryRoot, 'dist/apps/launcher/keys.js'), ...words], {
      env: { PATH: process.env['PATH'], AN_TAM_DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, said] = ['', ''];
    command.stdout.on('data', (text: Buffer) => (out += text.toString()));
    command.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (interruptAt && said.includes(interruptAt) && !command.killed) command.kill('SIGINT');
    });
    const [status] = (await once(command, 'close')) as [number];
    return { status, out, said };
  }
  const rotationsOf = (centreId: string) =>
    queryRows(intake.superuserUrl, `SELECT kind, state, left_over FROM key_rotation WHERE centre_id = '${centreId}'`);

  it('shows versions and what hangs on them, exchanges the KEK, and shows that', async () => {
    const manager = makeStaff();
    const opened = [await openCase(intake, manager), await openCase(intake, manager)];
    const before = await keys(['status']);
    expect([before.status, before.said]).toEqual([0, '']);
    expect(before.out).toContain(`centre ${manager.organisationId}\n  KEK (wraps case keys), version 1: 2 rows\n`);
    const rotated = await keys(['rotate', 'kek', '--centre', manager.organisationId]);
    expect([rotated.status, rotated.said]).toEqual([0, expect.stringContaining('2/2 rows')]);
    expect(await rotationsOf(manager.organisationId)).toEqual([{ kind: 'kek', state: 'done', left_over: 0 }]);
    const after = await keys(['status']);
    expect(after.out).toContain(`centre ${manager.organisationId}\n  KEK (wraps case keys), version 2: 2 rows\n`);
    expect(after.out).toContain('rotation of KEK (wraps case keys) to version 2: done');
    for (const { id } of opened) expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
  });

  it('leaves a rotation to the service when it is broken off, and joins it when it is asked for again', async () => {
    const manager = makeStaff();
    const { id } = await openCase(intake, manager);
    const holder = new pg.Client({ connectionString: intake.keysDatabase.superuserUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT 1 FROM case_key WHERE case_id = '${id}' FOR UPDATE`);
    const rotate = ['rotate', 'kek', '--centre', manager.organisationId];
    const brokenOff = await keys(rotate, 'SOME_ROWS_LEFT');
    expect([brokenOff.status, brokenOff.said]).toEqual([0, expect.stringContaining('goes on in the service')]);
    expect(await rotationsOf(manager.organisationId)).toEqual([{ kind: 'kek', state: 'moving', left_over: 1 }]);
    await holder.query('COMMIT');
    await holder.end();
    await intake.app.get(KeyRotationRunner).run();
    expect((await keys(rotate)).status).toBe(0);
    expect((await rotationsOf(manager.organisationId)).map(({ state }) => state)).toContain('done');
  });

  it('destroys a case by its code and prints the certificate in both languages', async () => {
    const manager = makeStaff();
    const { id, code } = await openCase(intake, manager);
    const unasked = await keys(['shred', '--case', code]);
    expect([unasked.status, unasked.said]).toEqual([1, 'keys: confirm with --yes, or run this at a terminal\n']);
    expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    const shredded = await keys(['shred', '--case', code, '--yes']);
    expect([shredded.status, shredded.said]).toEqual([0, '']);
    expect(shredded.out).toContain(`Mã hồ sơ / Code of the file: ${code}`);
    expect(shredded.out).toContain('Bản sao lưu của khóa hết hạn sau / Backups of the keys expire after: 20/12/2026');
    expect(await intake.keyRows(`SELECT 1 FROM case_key WHERE case_id = '${id}'`)).toEqual([]);
  });

  it.each([
    [['status', '--url', 'http://127.0.0.1:9'], /does not answer at http:\/\/127\.0\.0\.1:9; start An Tâm first/],
    [['status', '--data', '/nonexistent'], /there is no operator's key at \/nonexistent\/.*--data/],
    [['status', '--url', 'intake'], /intake is not an address/],
    [['rotate'], /say which keys: rotate kek \| rotate dek \| rotate index/],
    [['rotate', 'root'], /say which keys/],
    [['rotate', 'tokens'], /there are no keys in .*--data/],
    [['rotate', 'tokens', '--within', '0'], /--within says in how many seconds/],
    [['rotate', 'kek', '--centre', randomUUID()], /The key store holds no keys for this centre/],
    [['rotate', 'kek', '--centre', 'số 1'], /./],
    [['shred'], /name the case/],
    [['shred', '--case', 'K7Q4-92MX-D', '--yes'], /./],
  ])('%j ends with one clear line', async (words, line) => {
    const { status, out, said } = await keys(words);
    expect([status, out]).toEqual([1, '']);
    expect(said).toMatch(line);
    expect(said.trim().split('\n')).toHaveLength(1);
  });

  it('says so when the key is not the operator of this service', async () => {
    const other = await mkdtemp(join(tmpdir(), 'an-tam-other-'));
    await mkdir(join(other, 'secrets'));
    await writeFile(
      join(other, 'secrets', 'token-key-operator'),
      JSON.stringify(intake.tokens.privateKeys['referral']),
    );
    const { status, said } = await keys(['status', '--data', other, '--url', await intake.app.getUrl()]);
    expect([status, said]).toEqual([1, expect.stringContaining("does not trust this operator's key")]);
    await rm(other, { recursive: true });
  });
});
