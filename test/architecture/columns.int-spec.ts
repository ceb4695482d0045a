import pg from 'pg';
import type { MigrationClass } from '@an-tam/persistence';
import { keysMigrations, migrations as intakeMigrations } from '../../apps/intake/src/migrations/index.js';
import { plaintextColumns as intakePlaintext } from '../../apps/intake/src/sealing/plaintext-registry.js';
import { sealedTables } from '../../apps/intake/src/sealing/sealed-tables.js';
import { migrations as referralMigrations } from '../../apps/referral/src/migrations/index.js';
import { plaintextColumns as referralPlaintext } from '../../apps/referral/src/plaintext-registry.js';
import { createTestDatabase } from '../support/database.js';

type Registry = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The migration tool's own table: names and times of migrations. */
const toolTable = 'schema_migration';

async function columnsOf(database: string, roles: readonly string[], migrations: readonly MigrationClass[]) {
  const test = await createTestDatabase(database, roles, migrations);
  const client = new pg.Client({ connectionString: test.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name <> $1`,
      [toolTable],
    );
    return rows.map((row) => row.name);
  } finally {
    await client.end();
    await test.drop();
  }
}

const namesIn = (registry: Registry) =>
  Object.entries(registry)
    .filter(([table]) => table !== toolTable)
    .flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`));

/** What is wrong between the columns there are and the two registries; empty when nothing is. */
function columnFaults(actual: readonly string[], sealed: readonly string[], plaintext: readonly string[]): string[] {
  return [
    ...actual.filter((c) => !sealed.includes(c) && !plaintext.includes(c)).map((c) => `${c} is in no registry`),
    ...sealed.filter((c) => plaintext.includes(c)).map((c) => `${c} is in both registries`),
    ...[...sealed, ...plaintext].filter((c) => !actual.includes(c)).map((c) => `${c} is registered but not there`),
  ];
}

describe('columns of the confidential core', () => {
  const sealed = sealedTables.flatMap(({ table, columns }) => columns.map(({ column }) => `${table}.${column}`));

  it('finds a column that is in no registry, in both, or not there, where one is planted', () => {
    expect(columnFaults(['client.name', 'client.nickname'], ['client.name'], [])).toEqual([
      'client.nickname is in no registry',
    ]);
    expect(columnFaults(['client.name'], ['client.name'], ['client.name'])).toEqual([
      'client.name is in both registries',
    ]);
    expect(columnFaults([], [], ['client.name'])).toEqual(['client.name is registered but not there']);
  });

  it('are sealed, or stand in the plaintext registry, for intake and its keys', async () => {
    const actual = [
      ...(await columnsOf('intake', ['intake_app', 'intake_statistics'], intakeMigrations)),
      ...(await columnsOf('intake_keys', ['intake_keys_app'], keysMigrations)),
    ];
    expect(actual.length).toBeGreaterThan(50);
    expect(columnFaults(actual, sealed, namesIn(intakePlaintext))).toEqual([]);
  });

  it('stand in the plaintext registry for referral, which can read none of what it carries', async () => {
    const actual = await columnsOf('referral', ['referral_app'], referralMigrations);
    expect(columnFaults(actual, [], namesIn(referralPlaintext))).toEqual([]);
  });

  it.each([
    ['intake', intakePlaintext],
    ['referral', referralPlaintext],
  ])('have a reason in the plaintext registry of %s', (_service, registry) => {
    const silent = Object.entries(registry).flatMap(([table, columns]) =>
      Object.entries(columns)
        .filter(([, reason]) => reason.trim().length < 4)
        .map(([column]) => `${table}.${column}`),
    );
    expect(silent).toEqual([]);
  });
});
