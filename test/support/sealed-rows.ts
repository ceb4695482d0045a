import { sealedTables } from '../../apps/intake/src/sealing/index.js';
import type { RunningIntake } from './intake-service.js';

/** Versions of the keys that are kept of a case. */
export async function keyVersionsOf(intake: RunningIntake, id: string): Promise<unknown[]> {
  const rows = await intake.keyRows(`SELECT version FROM case_key WHERE case_id = '${id}' ORDER BY version`);
  return rows.map(({ version }) => version);
}

/** Key versions that rows of the case name, by table: every sealed column of every row is asked. */
export async function keyVersionsNamed(intake: RunningIntake, id: string): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const { table, caseColumn = 'case_id', columns } of sealedTables) {
    const versions = new Set<unknown>();
    for (const { column } of columns)
      for (const { version } of await intake.rows(
        `SELECT ('x' || encode(substring(${column} FROM 21 FOR 4), 'hex'))::bit(32)::int AS version FROM ${table} WHERE ${caseColumn} = '${id}'`,
      ))
        versions.add(version);
    found[table] = [...versions];
  }
  return found;
}

/** Every sealed table has a row of the case, and all name this version. */
export const everywhere = (version: number): Record<string, unknown[]> =>
  Object.fromEntries(sealedTables.map(({ table }) => [table, [version]]));
