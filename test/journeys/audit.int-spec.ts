import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningEmbeddedPostgres } from '@an-tam/persistence';
import { BrowserSession, caseWork } from '../../apps/launcher/src/client/index.js';
import { queryRows } from '../support/database.js';
import { communeCode, today } from '../support/intake-service.js';
import { makePreparedDataDir, startStack } from '../support/stack.js';

const script = join(__dirname, '../../dist/apps/launcher/audit.js');
const keysScript = join(__dirname, '../../dist/apps/launcher/keys.js');

interface Verdict {
  readonly log: string;
  readonly sealed: number;
  readonly unsealed: number;
  readonly fault?: object;
  readonly rows?: { readonly rows: number; readonly faults: readonly object[] };
}

describe('npm run audit', () => {
  it('verifies the running and the stopped product and names what was done behind its back', async () => {
    const dataDir = await makePreparedDataDir();
    const stack = await startStack({ dataDir, today });
    const audit = (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words, '--data', dataDir], {
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };
    const verdicts = (...words: string[]) => {
      const { status, stdout } = audit('verify', '--json', ...words);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Verdict);
      return { status, of: (log: string) => lines.find((verdict) => verdict.log === log), lines };
    };
    const sql = (text: string) => {
      const url = new URL(runningEmbeddedPostgres(dataDir) ?? '');
      url.pathname = '/intake';
      return queryRows(url.href, text);
    };

    const account = stack.accounts.find(({ roles }) => roles.includes('case_manager'))?.account ?? '';
    const worker = await BrowserSession.signIn(stack.url, account, stack);
    const file = await caseWork.open(worker, {
      ...{ alias: 'Hoa Sữa', name: 'Nguyễn Thị Hoa', communeCode, channel: 'HOTLINE', openedOn: today },
      consent: { form: 'spoken', wordingVersion: 'case_management/1' },
    });
    await caseWork.read(worker, file.id);
    for (let waited = 0; (verdicts('--service', 'intake').of('intake')?.unsealed ?? 1) > 0 && waited < 60; waited += 1)
      await sleep(500);

    const sound = verdicts();
    expect(sound.lines.map(({ log, fault }) => [log, fault])).toEqual(
      ['gateway', 'intake', 'referral', 'reporting', 'identity'].map((log) => [log, undefined]),
    );
    expect(sound.status).toBe(0);
    expect(sound.of('intake')).toMatchObject({ unsealed: 0, rows: { faults: [] } });
    expect(sound.of('intake')?.rows?.rows).toBeGreaterThanOrEqual(3);

    const shown = audit('show', '--case', file.code);
    expect(shown.stdout).toMatch(/\(case_manager\) {2}create CaseFile/);
    expect(shown.stdout).toMatch(/read CaseFile/);
    expect(shown.stdout).not.toMatch(/Hoa/);
    const entryId = /\[([0-9a-f-]{36})\]/.exec(shown.stdout)?.[1] ?? '';
    const proof = JSON.parse(audit('proof', entryId).stdout) as { log: string; entry: unknown[]; publicKey: string };
    const published = JSON.parse(readFileSync(join(dataDir, 'audit-heads', 'intake.json'), 'utf8')) as {
      publicKey: string;
    };
    expect([proof.log, proof.entry[1], proof.publicKey]).toEqual(['intake', entryId, published.publicKey]);

    // An entry is changed; the stopped product tells as well, and a copy of the heads would tell of a shorter log.
    await stack.stop();
    const stopped = audit('verify', '--service', 'gateway');
    expect([stopped.status, stopped.stderr]).toEqual([0, '']);
    expect(stopped.stdout).toMatch(/^gateway: \d+ entries under \d+ seals hold, the newest of /);
    // What is done with the keys of a stopped core stands in the log of every centre.
    const sheets = ['--out', join(dataDir, 'sheets'), '--data', dataDir];
    const shares = spawnSync(process.execPath, [keysScript, 'shares', '--threshold', '2', '--of', '2', ...sheets], {
      encoding: 'utf8',
    });
    expect([shares.status, shares.stderr]).toEqual([0, expect.not.stringContaining('not in the audit log')]);
    const again = await startStack({ dataDir, today });
    const operated = await sql(
      `SELECT DISTINCT resource, organisation_id FROM audit_entry WHERE system = 'operator' ORDER BY 1`,
    );
    const centre = (await sql(`SELECT centre_id FROM case_file`))[0]?.['centre_id'];
    expect(operated).toEqual([
      { resource: 'AuditEntry', organisation_id: centre },
      { resource: 'RecoveryShare', organisation_id: centre },
    ]);
    const copies = join(dataDir, 'copies');
    cpSync(join(dataDir, 'audit-heads'), copies, { recursive: true });
    await sql(`UPDATE audit_entry SET action = 'list' WHERE id = '${entryId}'`);
    const changed = verdicts('--service', 'intake', '--heads', copies);
    expect(changed.status).toBe(1);
    expect(changed.of('intake')?.fault).toMatchObject({ kind: 'changed', entryId });
    expect(audit('verify', '--service', 'intake').stdout).toMatch(
      new RegExp(`^intake: BROKEN: entry \\d+ \\(${entryId}\\) was changed after it was sealed$`, 'm'),
    );
    await again.stop();
    expect(audit('verify', '--service', 'nobody')).toMatchObject({ status: 1, stdout: '' });
    expect(audit('verify', '--service', 'nobody').stderr).toMatch(/^audit: --service nobody is none of /);
  }, 600_000);
});
