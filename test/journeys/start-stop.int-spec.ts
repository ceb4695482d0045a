import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { contactListSchema, contactViewSchema } from '@an-tam/contracts';
import { startEmbeddedPostgres } from '@an-tam/persistence';
import pg from 'pg';
import { BrowserSession } from '../../apps/launcher/src/client/index.js';
import { freePort } from '../../apps/launcher/src/free-port.js';
import { failToStart, makeDataDir, startStack, type Stack } from '../support/stack.js';
import { until } from '../support/until.js';

/** The end of a hopeless start; each of these starts the whole product. */
jest.setTimeout(300_000);

/** Everything a person at the terminal may see of a refusal: one line that says why. */
function expectOneLine(failure: { status: number | null; stderr: string }, reason: RegExp): void {
  expect(failure.stderr).toMatch(reason);
  expect(failure.stderr.split('\n')).toHaveLength(1);
  expect(failure.status).toBe(1);
}

const statusOf = async (url: string) => (await fetch(url)).status;

/** Programs of this machine that were started for the data folder: it stands in their arguments or settings. */
async function processesNaming(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [commandLine, environment] = await Promise.all([read(pid, 'cmdline'), read(pid, 'environ')]);
      return `${commandLine} ${environment}`.includes(folder) ? commandLine.replaceAll('\0', ' ') : '';
    }),
  );
  return found.filter((line) => line !== '');
}

describe('starting and stopping the product', () => {
  let dataDir: string;
  let stack: Stack | undefined;

  beforeAll(async () => {
    dataDir = await makeDataDir();
  });

  afterEach(async () => {
    await stack?.stop();
    stack = undefined;
  });

  afterAll(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it('starts on a fresh folder, serves, and stops without leaving a process', async () => {
    stack = await startStack({ dataDir });
    expect(await statusOf(`${stack.url}/api/session`)).toBe(200);
    expect(stack.accounts.length).toBeGreaterThan(10);
    expect(await processesNaming(dataDir)).not.toEqual([]);
    const { url } = stack;
    expect(await stack.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    expect(await processesNaming(dataDir)).toEqual([]);
  });

  it('refuses a second launcher on its folder; keeps secrets, accounts and data at the second start', async () => {
    stack = await startStack({ dataDir });
    expectOneLine(await failToStart(dataDir), /already runs on/);
    const { password, authenticator } = stack;
    const note = { occurredOn: '2026-01-05', channel: 'PEER_GROUP', given: ['INFORMATION'], followUpWanted: false };
    const before = await BrowserSession.signIn(stack.url, 'tiep-can-1', stack);
    const { id } = (await before.post('/api/intake/contacts', note)).body(contactViewSchema);
    await stack.stop();
    stack = await startStack({ dataDir });
    expect(stack).toMatchObject({ password, authenticator });
    const after = await BrowserSession.signIn(stack.url, 'tiep-can-1', stack);
    const { contacts } = (await after.get('/api/intake/contacts')).body(contactListSchema);
    expect(contacts.map((contact) => contact.id)).toContain(id);
  });

  it('leaves no service behind a launcher that was killed, and the next start takes over', async () => {
    stack = await startStack({ dataDir });
    const services = async () => (await processesNaming(dataDir)).filter((line) => line.includes('/main.js'));
    expect((await services()).length).toBeGreaterThan(5);
    process.kill(stack.processId, 'SIGKILL');
    await until('services of the killed launcher', services, (left) => left.length === 0);
    stack = await startStack({ dataDir });
    expect(await statusOf(`${stack.url}/api/session`)).toBe(200);
  });

  it('refuses a port that is in use', async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port));
    });
    try {
      expectOneLine(await failToStart(dataDir, { port }), new RegExp(`port ${port} is already in use`));
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
    expect(await processesNaming(dataDir)).toEqual([]);
  });

  it('refuses a wrong passphrase of the key ring', async () => {
    const wrong = join(dataDir, 'wrong-passphrase');
    await writeFile(wrong, 'not-the-passphrase-of-this-ring', { mode: 0o600 });
    const failure = await failToStart(dataDir, { environment: { AN_TAM_KEYRING_PASSPHRASE_FILE: wrong } });
    expectOneLine(failure, /passphrase does not open the key ring/);
    expect(await processesNaming(dataDir)).toEqual([]);
  });

  it('refuses a key ring that is damaged, and one that is gone', async () => {
    const ring = join(dataDir, 'keys', 'keyring.json');
    const whole = await readFile(ring);
    try {
      await writeFile(ring, whole.subarray(0, whole.length / 2), { mode: 0o600 });
      expectOneLine(await failToStart(dataDir), /key ring .* is damaged/);
      await rm(ring);
      expectOneLine(await failToStart(dataDir), /key ring .* is missing/);
    } finally {
      await writeFile(ring, whole, { mode: 0o600 });
    }
  });

  it('refuses a database that is newer than the code, and changes nothing', async () => {
    const names = 'SELECT name FROM schema_migration ORDER BY id';
    const future = `VALUES (9999999999999, 'FromTheFuture9999999999999')`;
    const before = await asServer(dataDir, names);
    await asServer(dataDir, `INSERT INTO schema_migration (timestamp, name) ${future}`);
    expectOneLine(await failToStart(dataDir), /"referral" is newer than this version/);
    expect(await processesNaming(dataDir)).toEqual([]);
    await asServer(dataDir, 'DELETE FROM schema_migration WHERE timestamp = 9999999999999');
    expect(await asServer(dataDir, names)).toEqual(before);
  });

  it('refuses a database server that is down', async () => {
    const fresh = await makeDataDir();
    try {
      const environment = { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/postgres' };
      expectOneLine(await failToStart(fresh, { environment }), /database of DATABASE_URL cannot be reached/);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  });

  it('refuses production on a folder that the demo made, and production without its own secrets', async () => {
    const production = {
      AN_TAM_PROFILE: 'production',
      AN_TAM_PUBLIC_URL: 'https://antam.example.vn',
      AN_TAM_PROVINCE: '33',
      AN_TAM_KEYRING_PASSPHRASE_FILE: '/dev/null',
    };
    expectOneLine(await failToStart(dataDir, { environment: production }), /was made by the demo profile/);
    const { AN_TAM_KEYRING_PASSPHRASE_FILE: _file, ...withoutPassphrase } = production;
    expectOneLine(
      await failToStart(dataDir, { environment: withoutPassphrase }),
      /needs AN_TAM_KEYRING_PASSPHRASE_FILE/,
    );
  });
});

/** Starts the embedded server alone for one statement on the database of referral. */
async function asServer(dataDir: string, statement: string): Promise<unknown[]> {
  const server = await startEmbeddedPostgres({ dataDir, port: await freePort() });
  const client = new pg.Client({ connectionString: server.adminUrl.replace(/\/postgres$/, '/referral') });
  await client.connect();
  try {
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end();
    await server.stop();
  }
}
