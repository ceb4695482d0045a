import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { databaseNames } from '../service-catalogue.js';
import type { Stage } from './stage.js';

/** Forms in which a value could stand in a table, a log or a file. */
function spellings(value: string): string[] {
  const phone = /^0\d{9}$/.test(value) ? [`+84${value.slice(1)}`, `84${value.slice(1)}`] : [];
  const forms = [value, value.normalize('NFD'), value.toLowerCase(), ...phone];
  return [...new Set([...forms, ...forms.map((f) => Buffer.from(f).toString('base64').replace(/=+$/, ''))])];
}

/** Every row of every table as text. @returns how many tables and rows were read, and what was found where. */
async function searchTables(adminUrl: string, needles: readonly string[]) {
  const found: string[] = [];
  let tables = 0;
  let rows = 0;
  for (const database of databaseNames) {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: url.toString() });
    await client.connect();
    try {
      const list = await client.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
      );
      for (const { name } of list.rows) {
        const content = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
        tables += 1;
        rows += content.rows.length;
        if (content.rows.some(({ line }) => needles.some((n) => line.includes(n)))) found.push(`${database} ${name}`);
      }
      await client.query('CHECKPOINT');
    } finally {
      await client.end();
    }
  }
  return { tables, rows, found };
}

/** Every file below a folder: data files, write-ahead log, service logs, state. */
async function searchFiles(folder: string, needles: readonly string[]) {
  const found: string[] = [];
  let bytes = 0;
  const patterns = needles.map((n) => Buffer.from(n));
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes('/postgres-native/')) continue;
    const content = await readFile(path).catch(() => Buffer.alloc(0)); // the server may just have removed it
    bytes += content.length;
    if (patterns.some((p) => content.includes(p))) found.push(path.slice(folder.length + 1));
  }
  return { bytes, found };
}

/** Nobody who takes databases, write-ahead log or logs learns who she is. */
export async function canarySearch(stage: Stage, adminUrl: string, dataDir: string): Promise<void> {
  const { narrator, canaries } = stage;
  await narrator.tell(
    'Alias, name and what she is found by are nowhere in databases, write-ahead log and logs',
    async () => {
      const needles = Object.values(canaries).flatMap(spellings);
      // Proof that the search finds what is there: an account's display name is no secret.
      const known = stage.demo.cast.accounts[0]?.displayName ?? '';
      const control = await searchTables(adminUrl, [known]);
      const controlFiles = await searchFiles(dataDir, [known]);
      narrator.check(
        control.found.length > 0 && controlFiles.found.length > 0,
        `the search finds what is there (${control.found.join(', ')}, ${controlFiles.found.length} files)`,
      );
      const inTables = await searchTables(adminUrl, needles);
      narrator.check(
        inTables.found.length === 0,
        `${inTables.tables} tables, ${inTables.rows} rows: none${inTables.found.length ? `, but ${inTables.found.join(', ')}` : ''}`,
      );
      const inFiles = await searchFiles(dataDir, needles);
      narrator.check(
        inFiles.found.length === 0,
        `${Math.round(inFiles.bytes / 1_000_000)} MB of files: none${inFiles.found.length ? `, but ${inFiles.found.join(', ')}` : ''}`,
      );
    },
  );
}
