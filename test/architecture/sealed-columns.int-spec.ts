import { compartments } from '@an-tam/access-rules';
import { boundColumns, type SealedTable } from '@an-tam/field-encryption';
import { sealedColumnV1 } from '@an-tam/field-encryption/typeorm';
import pg from 'pg';
import { migrations } from '../../apps/intake/src/migrations/index.js';
import { dataCategories } from '../../apps/intake/src/sealing/data-categories.js';
import { plaintextColumns } from '../../apps/intake/src/sealing/plaintext-registry.js';
import { sealedTables } from '../../apps/intake/src/sealing/sealed-tables.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** What the database enforces of one column, as it words it itself. */
const guards = `SELECT a.attnotnull AS required, format_type(a.atttypid, a.atttypmod) AS type,
    array(SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c
      WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND c.conkey = ARRAY[a.attnum]) AS checks
  FROM pg_attribute a WHERE a.attrelid = to_regclass($1) AND a.attname = $2`;

describe('the registry of sealed tables and the database', () => {
  let test: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    test = await createTestDatabase('intake', ['intake_app', 'intake_statistics'], migrations);
    client = new pg.Client({ connectionString: test.superuserUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await test.drop();
  });

  const guardsOf = async (table: string, column: string) =>
    (await client.query<Record<string, unknown>>(guards, [table, column])).rows;

  /** Columns that the database does not hold to what their line in the registry says. */
  async function unguarded(registry: readonly SealedTable[]): Promise<string[]> {
    const faults: string[] = [];
    for (const { table, columns } of registry) {
      await client.query('DROP TABLE IF EXISTS expected');
      await client.query(
        `CREATE TEMP TABLE expected (${columns.map(({ column, padding, addedLater }) => sealedColumnV1(column, padding, addedLater)).join()})`,
      );
      for (const { column } of columns) {
        const [expected] = await guardsOf('expected', column);
        const [actual] = await guardsOf(table, column);
        if (JSON.stringify(actual) !== JSON.stringify(expected)) faults.push(`${table}.${column}`);
      }
    }
    return faults;
  }

  it('has the check of its padding class on every sensitive column', async () => {
    expect(sealedTables.length).toBeGreaterThan(5);
    expect(await unguarded(sealedTables)).toEqual([]);
  });

  it('finds a column without its check, where one is planted', async () => {
    const [client] = sealedTables.filter(({ table }) => table === 'client');
    if (!client) throw new Error('The registry has no clients.');
    const planted = client.columns.map((line) => ({ ...line, padding: 'fixed32' as const }));
    expect(await unguarded([{ ...client, columns: planted }])).toEqual(planted.map(({ column }) => `client.${column}`));
    const line = { type: 'text', padding: 'text', dataCategory: 'identity', purpose: 'planted' } as const;
    const readable = { table: 'contact', policy: [], columns: [{ ...line, column: 'channel' }] };
    expect(await unguarded([readable])).toEqual(['contact.channel']);
  });

  it.each(sealedTables.map((table) => [table.table, table] as const))(
    'binds in %s only columns that are there, the readable ones with a reason',
    async (name, table) => {
      const sealed = table.columns.map(({ column }) => column);
      for (const column of [...boundColumns(table), table.caseColumn ?? 'case_id', 'id', 'version', 'row_mac']) {
        expect([column, (await guardsOf(name, column)).length]).toEqual([column, 1]);
        if (!sealed.includes(column)) expect(Object.keys(plaintextColumns[name] ?? {})).toContain(column);
      }
    },
  );

  it('leaves no readable column of a sealed row unbound that anybody may change', async () => {
    const unbound = sealedTables.flatMap((table) => {
      const named = [...boundColumns(table), table.caseColumn ?? 'case_id', 'id', 'version', 'row_mac', 'created_at'];
      return Object.keys(plaintextColumns[table.table] ?? {})
        .filter((column) => !named.includes(column))
        .map((column) => `${table.table}.${column}`);
    });
    // Its key stands in the sealed content of the row, and no other stream opens under it.
    expect(unbound).toEqual(['attachment.file']);
  });

  it('names every data category in both languages, and none that nobody uses', () => {
    const used = new Set(sealedTables.flatMap(({ columns }) => columns.map(({ dataCategory }) => dataCategory)));
    // A compartment cuts through columns: what of it is kept stands among the services received.
    const known = new Set([...used, ...Object.keys(compartments)]);
    expect([...known].sort()).toEqual(Object.keys(dataCategories).sort());
  });
});
