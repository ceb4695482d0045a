import type { Actor } from '@an-tam/contracts';
import type pg from 'pg';
import { knows, leads, mayDo, type OracleAction } from './access-oracle.js';
import { settingsOf } from './access-actors.js';
import type { AccessWorld, WorldRow } from './access-world.js';

/** What hangs on a case. */
const partTables = [
  'client',
  'consent',
  'screening',
  'follow_up',
  'planned_follow_up',
  'care_plan',
  'closure',
  'attachment',
  'safeguarding_concern',
  'case_referral',
];
const keyColumns: Readonly<Record<string, string>> = {
  partner_key_pin: 'organisation_id',
  release_approval: 'release_id',
  care_setting: 'centre_id',
  case_exclusion: 'case_id::text || account_id',
  safeguarding_escalation: 'concern_id::text || level',
};
const tables = [
  'case_file',
  ...partTables,
  'case_tombstone',
  'contact',
  'pending_contact',
  'care_setting',
  'questionnaire_version',
  'partner_key_pin',
  'release',
  'release_approval',
  'audit_entry',
  'key_rotation',
  'case_exclusion',
  'safeguarding_escalation',
  'leave_cover',
  'case_merge',
  'case_transfer',
  'emergency_access',
  'access_finding',
];

const questionReaders = ['case_manager', 'supervisor', 'administrator', 'release_officer', 'dpo'];

/** Whether row security alone shows the row to the actor. */
function isShown(actor: Actor, row: WorldRow, action: OracleAction = 'read'): boolean {
  switch (row.table) {
    case 'contact':
      return mayDo(actor, 'read', 'Contact', row);
    case 'pending_contact':
      return mayDo(actor, 'read', 'PendingContact', row);
    case 'care_setting':
      return mayDo(actor, 'read', 'CareSetting', row);
    case 'questionnaire_version':
      // Those who ask, those who publish and those who answer for the figures; nothing in it is about anybody.
      return actor.roles.some((role) => questionReaders.includes(role));
    case 'partner_key_pin':
      return mayDo(actor, 'read', 'PartnerKeyPin', row);
    case 'release':
    case 'release_approval':
      return mayDo(actor, 'read', 'Release', row);
    case 'audit_entry':
      return mayDo(actor, 'read', 'AuditEntry', row);
    case 'access_finding':
      return mayDo(actor, 'read', 'AccessFinding', row);
    case 'case_merge':
    case 'case_transfer':
      // That a file waits is known to whoever could ask for the same.
      return (row.centreId === actor.organisationId && leads(actor)) || mayDo(actor, 'read', 'CaseTransfer', row);
    case 'case_tombstone':
    case 'key_rotation':
    case 'case_exclusion':
    case 'emergency_access':
      // Nothing of a person: the policies of the files look here for whoever works in the centre.
      return row.centreId === actor.organisationId;
    case 'screening':
      return !row.erasing && knows(actor, 'read', 'need', row);
    case 'leave_cover':
      // What has not begun opens nothing; who arranges covers sees it.
      return row.centreId === actor.organisationId && (!row.coverToCome || actor.roles.includes('supervisor'));
    default:
      return !row.erasing && mayDo(actor, action, 'CaseFile', row);
  }
}

const everything = tables
  .map((table) => `SELECT '${table}' AS "table", (${keyColumns[table] ?? 'id'})::text AS key FROM ${table}`)
  .join(' UNION ALL ');

/** Becomes the service's own role with the given settings, for the rest of the transaction. */
export async function become(client: pg.Client, settings: Readonly<Record<string, string>>): Promise<void> {
  await client.query('SET LOCAL ROLE intake_app');
  const names = Object.keys(settings);
  await client.query(
    `SELECT ${names.map((_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, true)`).join(', ')}`,
    Object.entries(settings).flat(),
  );
}

/** Runs a statement and undoes it. @returns what it read or wrote; nothing when the database refused it */
export async function attempt(
  client: pg.Client,
  sql: string,
  parameters: unknown[] = [],
): Promise<{ rows: unknown[]; count: number }> {
  await client.query('SAVEPOINT attempt');
  try {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(sql, parameters);
    return { rows, count: rowCount ?? 0 };
  } catch {
    return { rows: [], count: 0 };
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT attempt');
  }
}

const nameOf = ({ roles, accountId, organisationId }: Actor) =>
  `${roles.join('+')} ${accountId.slice(0, 4)} at ${organisationId.slice(0, 4)}`;

/** Rows that an actor reads, or could change, and should not; and those that she should and does not. */
export async function* readFaults(client: pg.Client, world: AccessWorld): AsyncGenerator<string> {
  for (const actor of world.actors) {
    await become(client, settingsOf(actor));
    const compare = (verb: string, rows: readonly { table: string; key: string }[], action: OracleAction) => {
      const seen = new Set(rows.map(({ table, key }) => `${table} ${key}`));
      return world.rows
        .filter((row) => verb === 'reads' || row.table === 'case_file')
        .filter((row) => seen.has(`${row.table} ${row.key}`) !== isShown(actor, row, action))
        .map((row) => `${nameOf(actor)} ${verb} ${row.table}: expected ${String(isShown(actor, row, action))}`);
    };
    yield* compare('reads', (await client.query<WorldRow>(everything)).rows, 'read');
    const changed = await attempt(
      client,
      `UPDATE case_file SET version = version RETURNING 'case_file' AS "table", id::text AS key`,
    );
    yield* compare('changes', changed.rows as WorldRow[], 'update');
  }
}
