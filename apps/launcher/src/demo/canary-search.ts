import { isUtf8 } from 'node:buffer';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { databaseNames, type DatabaseName } from '../service-catalogue.js';
import type { Stage } from './stage.js';
import { ByteSearch, formsOf } from './value-forms.js';

interface Row {
  readonly database: DatabaseName;
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly types: ReadonlyMap<string, string>;
}

async function inDatabase<T>(adminUrl: string, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table of every database, and then a checkpoint, so that files hold what tables hold. */
async function readTables(adminUrl: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const database of databaseNames)
    await inDatabase(adminUrl, database, async (client) => {
      const columns = await client.query<{ table: string; column: string; type: string }>(
        `SELECT format('%I.%I', table_schema, table_name) AS "table", column_name AS "column", data_type AS type
           FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
          WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
      );
      for (const table of new Set(columns.rows.map((column) => column.table))) {
        const ofTable = columns.rows.filter((column) => column.table === table);
        const types = new Map(ofTable.map(({ column, type }) => [column, type]));
        const content = await client.query<{ values: Row['values'] }>(`SELECT to_jsonb(t) AS values FROM ${table} t`);
        rows.push(...content.rows.map(({ values }) => ({ database, table, values, types })));
      }
      await client.query('CHECKPOINT');
    });
  return rows;
}

/** Columns that the core seals, as its own database knows them: by the check that nothing but sealed bytes comes in. */
async function sealedColumns(adminUrl: string): Promise<string[]> {
  return inDatabase(adminUrl, 'intake', async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT format('%s.%s', c.conrelid::regclass, a.attname) AS name
         FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
        WHERE c.contype = 'c' AND pg_get_constraintdef(c.oid) LIKE '%a70101%' ORDER BY name`,
    );
    return rows.map(({ name }) => name);
  });
}

/** Every file below a folder: data files, write-ahead log, temporary files, service logs, state. */
async function searchFiles(folder: string, search: ByteSearch) {
  const found: string[] = [];
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes('/postgres-native/')) continue;
    const content = await readFile(path).catch(() => Buffer.alloc(0)); // the server may just have removed it
    bytes += content.length;
    if (search.finds(content)) found.push(path.slice(folder.length + 1));
  }
  return { bytes, found };
}

/** A row as bytes, each value as it is: written as JSON, its backslashes would be doubled. */
const bytesOf = ({ values }: Row) =>
  Buffer.from(
    Object.values(values)
      .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
      .join('\n'),
  );

const searchRows = (rows: readonly Row[], search: ByteSearch) => [
  ...new Set(rows.filter((row) => search.finds(bytesOf(row))).map(({ database, table }) => `${database} ${table}`)),
];

/** Kinds of column that say nothing in words: ids, times of entry, bytes (sealed, or searched for byte strings above). */
const wordless = /^(uuid|bytea|timestamp.*|boolean)$/;

/**
 * Where a value that many people share (a need, a sex, a day) stands in the clear in a row of the core that names the
 * case, or in a line of a log that does.
 */
function besideHerCase(
  rows: readonly Row[],
  logs: readonly string[],
  ids: readonly string[],
  values: readonly string[],
) {
  const names = (text: string) => ids.some((id) => text.includes(id));
  const found = new Set<string>();
  for (const { database, table, values: row, types } of rows) {
    if (!database.startsWith('intake') || !names(JSON.stringify(row))) continue;
    for (const [column, value] of Object.entries(row)) {
      if (value === null || wordless.test(types.get(column) ?? '')) continue;
      const words: readonly string[] = JSON.stringify(value).match(/[\p{L}\p{N}_-]+/gu) ?? [];
      if (values.some((sought) => words.includes(sought))) found.add(`${database} ${table}.${column}`);
    }
  }
  for (const line of logs) if (names(line) && values.some((sought) => line.includes(sought))) found.add('logs');
  return [...found];
}

/** Plants a value of nobody in a file and in a table, as itself, encoded and hashed: each time it must be found. */
async function provesItself({ narrator }: Stage, adminUrl: string, dataDir: string): Promise<void> {
  const forms = formsOf('Không Của Ai 482915');
  const search = new ByteSearch(forms);
  const inside = (form: Buffer) => Buffer.concat([Buffer.from('before '), form, Buffer.from(' after')]);
  narrator.check(
    forms.every((form) => search.finds(inside(form))),
    `the search finds each of ${forms.length} forms of what is planted, as it is, encoded and hashed`,
  );
  const file = join(dataDir, 'planted');
  await writeFile(file, inside(forms.at(-1) ?? Buffer.alloc(0)));
  const { found } = await searchFiles(dataDir, search);
  await rm(file);
  narrator.check(found.join() === 'planted', `it finds a planted file, and no other (${found.join()})`);
  const texts = forms.filter((form) => isUtf8(form) && !form.includes(0)).map((form) => inside(form).toString());
  await inDatabase(adminUrl, 'intake', async (client) => {
    await client.query('CREATE TABLE planted (value text)');
    await client.query('INSERT INTO planted SELECT unnest($1::text[])', [texts]);
  });
  const rows = (await readTables(adminUrl)).filter(({ table }) => table === 'public.planted');
  await inDatabase(adminUrl, 'intake', (client) => client.query('DROP TABLE planted'));
  const seen = rows.filter((row) => searchRows([row], search).length === 1);
  narrator.check(seen.length === texts.length, `it finds ${seen.length} of ${texts.length} planted rows`);
}

/** What is noted about colleagues, after days of a log that this journey has not; tried where those findings are. */
const notOfHerJourney = new Set(['access_finding.note']);

const orBut = (found: readonly string[]) => (found.length ? `, but ${found.join(', ')}` : '');

/** Nobody who takes databases, write-ahead log, queues or logs learns who she is, or what she told. */
export async function canarySearch(
  stage: Stage,
  adminUrl: string,
  dataDir: string,
  caseIds: readonly string[],
): Promise<void> {
  const { narrator, canaries } = stage;
  await narrator.tell('What she told is nowhere in databases, write-ahead log, queues and logs', async () => {
    await provesItself(stage, adminUrl, dataDir);
    const columns = (await sealedColumns(adminUrl)).filter((column) => !notOfHerJourney.has(column));
    const without = columns.filter((column) => !stage.entered.has(column));
    narrator.check(
      columns.length > 0 && without.length === 0,
      `the journey wrote into each of the ${columns.length} sealed columns${orBut(without)}`,
    );

    const needles = Object.values(canaries).flatMap(formsOf);
    const search = new ByteSearch(needles);
    const rows = await readTables(adminUrl);
    const inTables = searchRows(rows, search);
    narrator.check(
      inTables.length === 0,
      `${rows.length} rows: none of ${needles.length} forms and hashes${orBut(inTables)}`,
    );
    const { bytes, found } = await searchFiles(dataDir, search);
    narrator.check(found.length === 0, `${Math.round(bytes / 1_000_000)} MB of files: none${orBut(found)}`);

    const logs = await readdir(join(dataDir, 'logs'));
    const lines = (await Promise.all(logs.map((name) => readFile(join(dataDir, 'logs', name), 'utf8'))))
      .join('\n')
      .split('\n');
    const shared = [...stage.entered.values()].flatMap((values) => [...values]);
    const beside = besideHerCase(rows, lines, caseIds, shared);
    narrator.check(
      shared.length > columns.length / 2 && beside.length === 0,
      `no row and no line of ${lines.length} that names her case holds any of ${shared.length} other values${orBut(beside)}`,
    );
  });
}
