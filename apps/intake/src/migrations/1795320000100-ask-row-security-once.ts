import type { MigrationInterface, QueryRunner } from 'typeorm';

const app = 'intake_app';

/** Asked once for each statement, not for each row: nothing of it depends on the row. */
const once = (question: string) => `(SELECT ${question})`;
const hasRole = (...roles: string[]) => once(`app_roles() && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}]`);
const among = (list: string) => `= ANY (${once(`${list}()`)}::uuid[])`;
const notAmong = (list: string) => `<> ALL (${once(`${list}()`)}::uuid[])`;

const ofCentre = `centre_id = ${once('app_organisation()')}`;
const caseRoles = hasRole('outreach_worker', 'case_manager', 'supervisor');
const erasing = hasRole('system:erasure');
const rotating = hasRole('system:key-rotation');

/** Lists of the caller, kept short by their conditions; the plan of each is made once for a connection. */
const lists: Readonly<Record<string, string>> = {
  app_cases_excluded: `SELECT case_id FROM case_exclusion
    WHERE centre_id = app_organisation() AND account_id = app_account()`,
  app_cases_opened: `SELECT case_id FROM emergency_access
    WHERE centre_id = app_organisation() AND account_id = app_account() AND expires_at > now()`,
  app_cases_agreed: `SELECT case_id FROM emergency_access
    WHERE centre_id = app_organisation() AND account_id = app_account() AND expires_at > now() AND approved_at IS NOT NULL`,
  app_absent_colleagues: `SELECT absent_id FROM leave_cover
    WHERE centre_id = app_organisation() AND cover_id = app_account() AND ended_at IS NULL AND until_at > now()`,
  // Erased ones too: rows that somebody brings back from a copy stay hidden.
  app_cases_being_erased: `SELECT id FROM case_tombstone`,
};

const needToKnow = `${ofCentre} AND (${hasRole('case_manager', 'supervisor', 'system:referral')}
  OR (${hasRole('outreach_worker')} AND (${once('app_account()')} IN (assignee_id, opened_by_id)
    OR assignee_id ${among('app_absent_colleagues')})))`;

/** What each policy of the files asks, before and since. */
const policies: readonly { name: string; before: string; since: string; check?: true }[] = [
  {
    name: 'need_to_know',
    check: true,
    before: `centre_id = app_organisation() AND (app_roles() && ARRAY['case_manager', 'supervisor', 'system:referral']
      OR ('outreach_worker' = ANY (app_roles()) AND app_account() IN (assignee_id, opened_by_id))
      OR ('outreach_worker' = ANY (app_roles()) AND EXISTS (SELECT 1 FROM leave_cover l
        WHERE l.centre_id = case_file.centre_id AND l.absent_id = case_file.assignee_id AND l.cover_id = app_account()
          AND l.ended_at IS NULL AND l.until_at > now())))`,
    since: needToKnow,
  },
  {
    name: 'emergency',
    before: `centre_id = app_organisation() AND app_roles() && ARRAY['outreach_worker', 'case_manager', 'supervisor']
      AND EXISTS (SELECT 1 FROM emergency_access e
        WHERE e.case_id = case_file.id AND e.account_id = app_account() AND e.expires_at > now())`,
    since: `${ofCentre} AND ${caseRoles} AND id ${among('app_cases_opened')}`,
  },
  {
    name: 'not_excluded_to_read',
    before: `NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = case_file.id AND x.account_id = app_account())
      OR EXISTS (SELECT 1 FROM emergency_access e WHERE e.case_id = case_file.id AND e.account_id = app_account()
        AND e.expires_at > now() AND e.approved_at IS NOT NULL)`,
    since: `id ${notAmong('app_cases_excluded')} OR id ${among('app_cases_agreed')}`,
  },
  {
    name: 'not_excluded_to_write',
    before: `NOT EXISTS (SELECT 1 FROM case_exclusion x WHERE x.case_id = case_file.id AND x.account_id = app_account())`,
    since: `id ${notAmong('app_cases_excluded')}`,
  },
  {
    name: 'not_being_erased',
    before: `NOT EXISTS (SELECT 1 FROM case_tombstone t WHERE t.id = case_file.id) OR 'system:erasure' = ANY (app_roles())`,
    since: `id ${notAmong('app_cases_being_erased')} OR ${erasing}`,
  },
  {
    name: 'being_erased',
    before: `centre_id = app_organisation() AND 'system:erasure' = ANY (app_roles())
      AND EXISTS (SELECT 1 FROM case_tombstone t WHERE t.id = case_file.id)`,
    since: `${ofCentre} AND ${erasing} AND id ${among('app_cases_being_erased')}`,
  },
  ...(
    [
      ['emergency_find', 'system:emergency'],
      ['key_sweep', 'system:key-sweep'],
      ['operator_holds', 'system:operator'],
    ] as const
  ).map(([name, role]) => ({
    name,
    before: `centre_id = app_organisation() AND '${role}' = ANY (app_roles())`,
    since: `${ofCentre} AND ${hasRole(role)}`,
  })),
  { name: 'operator', before: `'system:operator' = ANY (app_roles())`, since: hasRole('system:operator') },
  ...['key_rotation_read', 'key_rotation'].map((name) => ({
    name,
    before: `centre_id = app_organisation() AND 'system:key-rotation' = ANY (app_roles())`,
    since: `${ofCentre} AND ${rotating}`,
  })),
];

const alter = ({ name, check }: { name: string; check?: true }, condition: string) =>
  `ALTER POLICY case_file_${name} ON case_file USING (${condition})${check ? ` WITH CHECK (${condition})` : ''}`;

/**
 * The same row security of the files at a fraction of its cost. Who calls, their roles and the short lists of what is
 * theirs, withheld from them or on its way out are looked up once for a statement; a row is only compared with them.
 */
export class AskRowSecurityOnce1795320000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, list] of Object.entries(lists))
      await runner.query(
        `CREATE FUNCTION ${name}() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN ARRAY(${list}); END $$`,
      );
    for (const policy of policies) await runner.query(alter(policy, policy.since));
    for (const sql of indexes) await runner.query(`CREATE INDEX ${sql}`);
    await runner.query(`GRANT EXECUTE ON FUNCTION ${Object.keys(lists).join('(), ')}() TO ${app}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of indexes) await runner.query(`DROP INDEX ${index.split(' ')[0]}`);
    for (const policy of policies) await runner.query(alter(policy, policy.before));
    for (const name of Object.keys(lists)) await runner.query(`DROP FUNCTION ${name}`);
  }
}

const indexes = [
  'case_file_of_opener ON case_file (opened_by_id, created_at DESC)',
  'case_exclusion_of_account ON case_exclusion (account_id, centre_id)',
  'emergency_access_of_account ON emergency_access (account_id, expires_at)',
  'leave_cover_of_cover ON leave_cover (cover_id) WHERE ended_at IS NULL',
];
