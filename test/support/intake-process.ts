import type { Actor } from '@an-tam/contracts';
import { ready } from '@an-tam/field-encryption';
import { mintUserToken, signServiceToken } from '@an-tam/http/tokens';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { keysMigrations, migrations } from '../../apps/intake/src/migrations/index.js';
import { createTestDatabase, queryRows, type TestDatabase } from './database.js';
import type { Answer } from './service-calls.js';
import { makeTokenKeys } from './token-keys.js';

const entry = join(__dirname, '../../dist/apps/intake/main.js');
const patienceMilliseconds = 60_000;

/** A point that a process comes to and waits at, because somebody else holds what it needs next. */
export interface StopPoint {
  /** Resolves when a process waits there. */
  reached(): Promise<void>;
  release(): Promise<void>;
}

/** Holds what the statement locks, as any other session of the database could. */
async function stopAt(database: TestDatabase, sql: string): Promise<StopPoint> {
  const holder = new pg.Client({ connectionString: database.superuserUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(sql);
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return {
    async reached() {
      const end = Date.now() + patienceMilliseconds;
      while ((await queryRows(database.superuserUrl, waiting)).length === 0) {
        if (Date.now() > end) throw new Error(`No process came to: ${sql}`);
        await sleep(20);
      }
    },
    async release() {
      await holder.query('ROLLBACK');
      await holder.end();
    },
  };
}

/** The intake service as a process of its own, on databases and a key ring that outlive it. */
export async function makeIntakeProcess() {
  await ready();
  const folder = await mkdtemp(join(tmpdir(), 'an-tam-process-'));
  const database = await createTestDatabase('intake', ['intake_app', 'intake_statistics'], migrations);
  const keysDatabase = await createTestDatabase('intake_keys', ['intake_keys_app'], keysMigrations);
  const tokens = await makeTokenKeys(['gateway', 'intake', 'operator']);
  const gatewayKey = await tokens.signingKey('gateway');
  const operatorKey = await tokens.signingKey('operator');
  let child: ChildProcess | undefined;
  let url = '';

  async function send(method: string, path: string, headers: Record<string, string>, body: string): Promise<Answer> {
    const response = await fetch(url + path, {
      method,
      headers: body === '' ? headers : { ...headers, 'content-type': 'application/json' },
      body: body || null,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    // The server notices at its own pace that the process is gone; until then its sessions hold what they held.
    const left = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'intake%app' AND state <> 'idle'`;
    const sessions = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'intake%'`;
    for (const { superuserUrl } of [database, keysDatabase]) {
      await queryRows(superuserUrl, sessions);
      while ((await queryRows(superuserUrl, left)).length > 0) await sleep(20);
    }
  }

  return {
    rows: (sql: string) => queryRows(database.superuserUrl, sql),
    keyRows: (sql: string) => queryRows(keysDatabase.superuserUrl, sql),
    /** Holds something in the intake database. */
    stopAt: (sql: string) => stopAt(database, sql),
    /** Holds something in the database of the case keys. */
    stopAtKeys: (sql: string) => stopAt(keysDatabase, sql),

    async start(): Promise<void> {
      child = spawn(process.execPath, [entry], {
        env: {
          PATH: process.env['PATH'],
          AN_TAM_PROFILE: 'demo',
          AN_TAM_PORT: '0',
          AN_TAM_PUBLIC_URL: 'http://localhost',
          AN_TAM_DATABASE_URL: database.url('intake_app'),
          AN_TAM_STATISTICS_DATABASE_URL: database.url('intake_statistics'),
          AN_TAM_KEYS_DATABASE_URL: keysDatabase.url(),
          AN_TAM_KEYRING_PATH: join(folder, 'keyring.json'),
          AN_TAM_KEYRING_PASSPHRASE: 'một cụm từ dài chỉ dùng để thử',
          AN_TAM_SERVICE_KEY: JSON.stringify(tokens.privateKeys['intake']),
          AN_TAM_TRUSTED_KEYS: JSON.stringify(tokens.publicKeys),
          AN_TAM_CONFIG_DIR: join(__dirname, '../../config'),
          AN_TAM_LOG_LEVEL: 'silent',
          AN_TAM_IDENTITY_URL: 'http://127.0.0.1:9',
          AN_TAM_REFERRAL_URL: 'http://127.0.0.1:9',
          AN_TAM_REPORTING_URL: 'http://127.0.0.1:9',
          AN_TAM_PROVINCE: '33',
        },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      let said = '';
      child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
      const started = once(child, 'message').then(([message]) => (message as { url: string }).url);
      const ended = once(child, 'exit').then(() => {
        throw new Error(`The service did not start: ${said}`);
      });
      ended.catch(() => undefined);
      url = await Promise.race([started, ended]);
    },
    /** As `kill -9` does: nothing is finished, nothing is told. */
    kill: () => end('SIGKILL'),

    async get(actor: Actor, path: string): Promise<Answer> {
      const token = await mintUserToken(actor, 'intake', gatewayKey);
      return send('GET', path, { authorization: `Bearer ${token}` }, '');
    },
    async post(actor: Actor, path: string, body: object): Promise<Answer> {
      const token = await mintUserToken(actor, 'intake', gatewayKey);
      return send('POST', path, { authorization: `Bearer ${token}` }, JSON.stringify(body));
    },
    async operate(method: 'GET' | 'POST', path: string, given?: object): Promise<Answer> {
      const body = given === undefined ? '' : JSON.stringify(given);
      const idempotencyKey: string = randomUUID();
      const bound = { method, path, body, idempotencyKey };
      const token = await signServiceToken('operator', 'intake', bound, operatorKey);
      return send(method, path, { authorization: `Bearer ${token}`, 'idempotency-key': idempotencyKey }, body);
    },

    async dispose(): Promise<void> {
      await end('SIGKILL');
      await database.drop();
      await keysDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type IntakeProcess = Awaited<ReturnType<typeof makeIntakeProcess>>;
