import { readLog } from '@an-tam/audit';
import { LaunchError } from '../launch-error.js';
import { withLogDatabases } from './log-databases.js';
import { recordOperator } from './operator-entry.js';

/** One entry about a case, for the data-protection officer at the machine. */
interface ShownEntry {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly resource: string;
  readonly purpose: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}

/**
 * All entries about the case of this code, oldest first, an erased one included; this look is the last of them.
 * @throws LaunchError when there is no such case
 */
export function show(dataDir: string | undefined, code: string): Promise<ShownEntry[]> {
  return withLogDatabases(dataDir, async ({ urlOf }) => {
    const found = await readLog(urlOf('intake'), (connection) =>
      connection.query<{ id: string; centreId: string }>(
        `SELECT id, centre_id AS "centreId" FROM case_file WHERE code = $1
         UNION SELECT id, centre_id FROM case_tombstone WHERE code = $1`,
        [code.toUpperCase()],
      ),
    );
    const [file] = found;
    if (!file) throw new LaunchError(`no case has the code ${code}`);
    const look = { action: 'list', resource: 'AuditEntry', caseId: file.id };
    await recordOperator(urlOf('intake'), look, `SELECT '${file.centreId}'::uuid`);
    return readLog(urlOf('intake'), (connection) =>
      connection.query<ShownEntry>(
        `SELECT id, to_char(at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI:SS') AS at,
                coalesce(account_id::text, system) AS who, roles, action, resource, purpose, outcome, reason
           FROM audit_entry WHERE case_id = $1 ORDER BY audit_entry.transaction_id, audit_entry.at`,
        [file.id],
      ),
    );
  });
}

/** An entry in one line for a person. */
export function sayEntry({ id, at, who, roles, action, resource, purpose, outcome, reason }: ShownEntry): string {
  const as = roles.length > 0 ? ` (${roles.join(', ')})` : '';
  const why = [purpose && `for ${purpose}`, outcome !== 'done' && outcome, reason].filter(Boolean).join(', ');
  return `${at}  ${who}${as}  ${action} ${resource}${why ? `  ${why}` : ''}  [${id}]`;
}
