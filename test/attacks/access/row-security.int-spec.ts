import pg from 'pg';
import { migrations } from '../../../apps/intake/src/migrations/index.js';
import { readFaults } from '../../support/access-probes.js';
import { writeFaults } from '../../support/access-writes.js';
import { makeAccessWorld, type AccessWorld } from '../../support/access-world.js';
import { createTestDatabase, queryRows, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let world: AccessWorld;
let superuser: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase('intake', ['intake_app', 'intake_statistics'], migrations);
  world = await makeAccessWorld(database.superuserUrl);
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

/** Everything the probes find when the database is first changed so; nothing of it stays. */
async function faultsAfter(changes: readonly string[], most = 1): Promise<string[]> {
  await superuser.query('BEGIN');
  try {
    for (const sql of changes) await superuser.query(sql);
    const found: string[] = [];
    for (const probe of [writeFaults, readFaults])
      for await (const fault of probe(superuser, world)) {
        found.push(fault);
        if (found.length >= most) return found;
      }
    return found;
  } finally {
    await superuser.query('ROLLBACK');
  }
}

interface Policy {
  readonly table: string;
  readonly name: string;
  readonly command: string;
  readonly using: string | null;
  readonly check: string | null;
}

/** What each policy would be if somebody had made it say yes to everything. */
const loosened = ({ table, name, using, check }: Policy): string[] => [
  ...(using === null ? [] : [`ALTER POLICY ${name} ON ${table} USING (true)`]),
  ...(check === null ? [] : [`ALTER POLICY ${name} ON ${table} WITH CHECK (true)`]),
];

describe('row security of the core, alone', () => {
  it('shows and lets change exactly what the product page says, to every role, organisation and ownership', async () => {
    expect(await faultsAfter([], 20)).toEqual([]);
  });

  it('shows no row of any table without the settings of a caller', async () => {
    const tables = await superuser.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname <> 'schema_migration'`,
    );
    const hidden: string[] = [];
    for (const { name } of tables.rows) {
      const there = await superuser.query(`SELECT 1 FROM ${name}`);
      const seen = await queryRows(database.url('intake_app'), `SELECT * FROM ${name}`).catch((refusal) =>
        String(refusal),
      );
      if (there.rowCount && (typeof seen === 'string' ? seen.includes('permission denied') : seen.length === 0))
        hidden.push(name);
    }
    expect(hidden).toEqual(tables.rows.map(({ name }) => name));
  });

  it('binds the owner as well, and no role of the service passes it', async () => {
    const open = await superuser.query(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND NOT (relrowsecurity AND relforcerowsecurity)`,
    );
    expect(open.rows).toEqual([{ relname: 'schema_migration' }]);
    const passing = await superuser.query(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'intake%' AND (rolbypassrls OR rolsuper)`,
    );
    expect(passing.rows).toEqual([]);
  });
});

describe('the probes notice', () => {
  it('every policy that is loosened', async () => {
    const { rows } = await superuser.query<Policy>(
      `SELECT tablename AS "table", policyname AS name, cmd AS command, qual AS using, with_check AS check
         FROM pg_policies WHERE NOT 'intake_statistics' = ANY (roles)
          AND tablename NOT LIKE 'outbox%' AND tablename NOT LIKE 'inbox%' AND tablename <> 'audit_seal' ORDER BY 1, 2`,
    );
    expect(rows.length).toBeGreaterThan(20);
    const missed: string[] = [];
    for (const policy of rows)
      for (const change of loosened(policy)) if ((await faultsAfter([change])).length === 0) missed.push(change);
    expect(missed).toEqual([]);
  }, 120_000);

  it('every table whose row security is switched off', async () => {
    for (const table of new Set(world.rows.map((row) => row.table)))
      expect([table, await faultsAfter([`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`])]).toEqual([
        table,
        [expect.any(String)],
      ]);
  });
});
