import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { oneLine } from '../launch-error.js';
import type { Terminal } from '../terminal.js';
import { withLogDatabases } from './log-databases.js';

/** What somebody at the machine did, in the words of the log. */
export interface OperatorFact {
  readonly action: string;
  readonly resource: string;
  readonly recordId?: string;
  readonly caseId?: string;
}

/**
 * Writes down what was done at the machine, once for each organisation it concerns, so that the data-protection
 * officer of each reads of it.
 * @param organisations a query for the ids; where it finds none, the entry is of no organisation
 */
export async function recordOperator(
  databaseUrl: string,
  { action, resource, recordId, caseId }: OperatorFact,
  organisations: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO audit_entry (id, system, organisation_id, roles, request_id, action, resource, record_id, case_id, outcome)
       SELECT gen_random_uuid(), 'operator', concerned.id, '{}', $1, $2, $3, $4, $5, 'done'
         FROM (SELECT) one LEFT JOIN (${organisations}) concerned (id) ON true`,
      [randomUUID(), action, resource, recordId ?? null, caseId ?? null],
    );
  } finally {
    await client.end();
  }
}

/** Every centre whose keys lie in the key store. */
const centres = 'SELECT centre_id FROM case_file UNION SELECT centre_id FROM case_tombstone';

/** Records an act on the keys of all centres in their log, or says that it could not and what to do instead. */
export async function recordKeyAct(terminal: Terminal, dataDir: string | undefined, fact: OperatorFact): Promise<void> {
  try {
    await withLogDatabases(dataDir, ({ urlOf }) => recordOperator(urlOf('intake'), fact, centres));
  } catch (error) {
    terminal.say(
      `This is not in the audit log: ${oneLine(error)}. Write down who did it and when, and give it to the data-protection officer.`,
    );
  }
}
