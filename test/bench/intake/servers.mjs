/** One throw-away PostgreSQL, intake services on databases of different sizes, and the floor beside them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSigningKey, mintUserToken } from '@an-tam/http/tokens';
import { databaseUrl, migrateDatabase, provisionDatabase, startEmbeddedPostgres } from '@an-tam/persistence';
import { exportJWK, generateKeyPair } from 'jose';
import pg from 'pg';
import { keysMigrations, migrations } from '../../../dist/apps/intake/migrations/index.js';
import { freePort } from '../../../dist/apps/launcher/free-port.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const role = (name) => ({ name, password: 'bench-only' });
const passphrase = 'a passphrase for this bench alone';

const shapes = {
  intake: { owner: role('intake_owner'), roles: ['intake_app', 'intake_statistics'].map(role), migrations },
  intake_keys: { owner: role('intake_keys_owner'), roles: [role('intake_keys_app')], migrations: keysMigrations },
};

/** Everything of a stored row that must differ in a copy of it; what is sealed stays as it is, and opens nowhere else. */
const copied = (column, type) => {
  const derived = `md5(${column}::text || n)`;
  if (['id', 'case_id', 'centre_id'].includes(column)) return `${derived}::uuid`;
  if (column === 'code') return derived;
  if (type === 'bytea' && /_index$/.test(column))
    return `substr(sha256(${column} || decode(lpad(to_hex(n), 8, '0'), 'hex')), 1, octet_length(${column}))`;
  return column;
};

async function statements(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work((sql, values) => client.query(sql, values).then(({ rows }) => rows));
  } finally {
    await client.end();
  }
}

/** Adds `copies` further centres like those already there to these tables. */
async function multiply(url, tables, copies) {
  if (copies === 0) return;
  await statements(url, async (query) => {
    for (const table of tables) {
      const columns = await query(
        `SELECT column_name AS name, data_type AS type FROM information_schema.columns
          WHERE table_name = $1 AND is_generated = 'NEVER'`,
        [table],
      );
      const names = columns.map(({ name }) => name).join(', ');
      const values = columns.map(({ name, type }) => copied(name, type)).join(', ');
      await query(`INSERT INTO ${table} (${names}) SELECT ${values} FROM ${table}, generate_series(1, ${copies}) n`);
    }
  });
}

async function startProcess(script, environment, options = []) {
  const child = spawn(process.execPath, [...options, script], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const ended = once(child, 'exit');
  const url = await Promise.race([
    once(child, 'message').then(([message]) => message.url),
    ended.then(() => Promise.reject(new Error(`${script} did not start: ${said}`))),
  ]);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

export class Servers {
  static async start() {
    const folder = await mkdtemp('/tmp/an-tam-bench-');
    await chmod(folder, 0o711);
    const server = await startEmbeddedPostgres({ dataDir: folder, port: await freePort(), durable: false });
    const made = new Servers(folder, server);
    for (const name of ['gateway', 'intake']) {
      const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
      const { x, d } = await exportJWK(privateKey);
      made.publicKeys[name] = { kty: 'OKP', crv: 'Ed25519', x };
      made.privateKeys[name] = { kty: 'OKP', crv: 'Ed25519', x, d };
    }
    return made;
  }

  constructor(folder, server) {
    Object.assign(this, { folder, server, publicKeys: {}, privateKeys: {}, running: [] });
  }

  superuserUrl(database) {
    const url = new URL(this.server.adminUrl);
    url.pathname = `/${database}`;
    return url.href;
  }

  rows(database, sql) {
    return statements(this.superuserUrl(database), (query) => query(sql));
  }

  /** Databases and key ring of a service that has never run. */
  async create(name) {
    for (const [kind, { owner, roles, migrations: steps }] of Object.entries(shapes)) {
      await provisionDatabase(this.server.adminUrl, { database: `${kind}_${name}`, owner, roles });
      await migrateDatabase(databaseUrl(this.server.adminUrl, `${kind}_${name}`, owner), steps);
    }
  }

  /** The same data and keys once more, with `copies` further centres of the same size. Nobody may be connected. */
  async clone(from, name, copies) {
    for (const [kind, { owner, roles }] of Object.entries(shapes)) {
      const database = `${kind}_${name}`;
      if (from !== name) {
        await statements(this.server.adminUrl, (query) =>
          query(`CREATE DATABASE ${database} TEMPLATE ${kind}_${from} OWNER ${owner.name}`),
        );
        await provisionDatabase(this.server.adminUrl, { database, owner, roles });
      }
      const tables = kind === 'intake' ? ['case_file', 'client', 'consent'] : ['kek_version', 'case_key'];
      await multiply(this.superuserUrl(database), tables, copies);
      await this.rows(database, 'VACUUM ANALYZE');
    }
    if (from !== name) await cp(this.ring(from), this.ring(name));
  }

  ring(name) {
    return join(this.folder, `keyring-${name}.json`);
  }

  /** @param options of node, as for a profile */
  async startIntake(name, options) {
    const of = (kind, user) => databaseUrl(this.server.adminUrl, `${kind}_${name}`, role(user));
    return this.keep(
      await startProcess(
        here('../../../dist/apps/intake/main.js'),
        {
          NODE_ENV: 'production',
          AN_TAM_PROFILE: 'demo',
          AN_TAM_PORT: '0',
          AN_TAM_PUBLIC_URL: 'http://localhost',
          AN_TAM_DATABASE_URL: of('intake', 'intake_app'),
          AN_TAM_STATISTICS_DATABASE_URL: of('intake', 'intake_statistics'),
          AN_TAM_KEYS_DATABASE_URL: of('intake_keys', 'intake_keys_app'),
          AN_TAM_KEYRING_PATH: this.ring(name),
          AN_TAM_KEYRING_PASSPHRASE: passphrase,
          AN_TAM_SERVICE_KEY: JSON.stringify(this.privateKeys.intake),
          AN_TAM_TRUSTED_KEYS: JSON.stringify(this.publicKeys),
          AN_TAM_CONFIG_DIR: here('../../../config'),
          AN_TAM_LOG_LEVEL: 'silent',
          AN_TAM_IDENTITY_URL: 'http://127.0.0.1:9',
          AN_TAM_REFERRAL_URL: 'http://127.0.0.1:9',
          AN_TAM_REPORTING_URL: 'http://127.0.0.1:9',
          AN_TAM_PROVINCE: '33',
        },
        options,
      ),
    );
  }

  async startFloor() {
    const owner = role('floor_owner');
    await provisionDatabase(this.server.adminUrl, { database: 'floor', owner, roles: [] });
    return this.keep(
      await startProcess(here('floor.mjs'), {
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl(this.server.adminUrl, 'floor', owner),
      }),
    );
  }

  keep(started) {
    this.running.push(started);
    return started;
  }

  /** A token as the gateway mints it for every request; valid for a minute. */
  async token(actor) {
    return mintUserToken(actor, 'intake', await importSigningKey(this.privateKeys.gateway));
  }

  async end() {
    for (const { stop } of this.running) await stop();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
