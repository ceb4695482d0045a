import { auditEntriesPageSchema } from '@an-tam/contracts';
import pg from 'pg';
import type { Stage } from './stage.js';

interface Trace {
  readonly action: string;
  readonly resource: string;
  readonly outcome: string;
  readonly reason: string | null;
}

async function tracesIn(adminUrl: string, database: string, where: string, value: string): Promise<Trace[]> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const text = `SELECT action, resource, outcome, reason FROM audit_entry WHERE ${where} = $1`;
    return (await client.query<Trace>(text, [value])).rows;
  } finally {
    await client.end();
  }
}

const has = (traces: readonly Trace[], wanted: Partial<Trace>) =>
  traces.some((t) => Object.entries(wanted).every(([key, value]) => t[key as keyof Trace] === value));

/** Step 6: every read, write and denial of the journey left its entry. */
export async function traces(
  stage: Stage,
  adminUrl: string,
  caseId: string,
  referralIds: readonly string[],
): Promise<void> {
  const { narrator } = stage;
  await narrator.tell('The audit log holds every read, write and denial', async () => {
    const dpo = await stage.as('centre-1', 'dpo');
    const page = await dpo.get(`/api/intake/audit-entries?caseId=${caseId}&limit=500`);
    const { entries } = page.body(auditEntriesPageSchema);
    for (const [action, resource] of [
      ['create', 'CaseFile'],
      ['read', 'CaseFile'],
      ['create', 'Screening'],
      ['create', 'Consent'],
      ['create', 'Referral'],
      ['withdraw', 'Consent'],
    ] as const) {
      narrator.check(
        has(entries, { action, resource, outcome: 'done' }),
        `the centre's DPO sees: ${action} ${resource}`,
      );
    }
    const manager = await stage.as('centre-1', 'case_manager');
    const denied = await manager.get('/api/intake/audit-entries');
    narrator.check(denied.status === 403, 'nobody else of the centre reads the log (403)');

    const foreign = await stage.as('centre-2', 'case_manager');
    const hidden = await tracesIn(adminUrl, 'intake', 'account_id', foreign.person.accountId);
    narrator.check(
      has(hidden, { outcome: 'denied', reason: 'not_visible' }),
      "the other centre's attempt is one entry: not_visible",
    );
    for (const [organisation, role] of [
      ['health-department', 'provincial_analyst'],
      ['police', 'reporting_officer'],
    ] as const) {
      const { accountId } = (await stage.as(organisation, role)).person;
      for (const database of ['intake', 'referral']) {
        const entries = await tracesIn(adminUrl, database, 'account_id', accountId);
        narrator.check(
          entries.length > 5 && entries.every((t) => t.outcome === 'denied'),
          `${role} (${organisation}) in ${database}: ${entries.length} denials, nothing else`,
        );
      }
    }
    for (const id of referralIds) {
      const steps = await tracesIn(adminUrl, 'referral', 'record_id', id);
      narrator.check(
        has(steps, { action: 'read', outcome: 'done' }),
        `the partner's reading of referral ${id.slice(0, 8)}`,
      );
    }
    const analyst = await stage.as('health-department', 'provincial_analyst');
    const seen = await tracesIn(adminUrl, 'reporting', 'account_id', analyst.person.accountId);
    narrator.check(has(seen, { action: 'read', outcome: 'done' }), "the analyst's reading of coverage");
  });
}
