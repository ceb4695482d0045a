import type { DemoAccess } from './demo-accounts.js';

const pad = (cells: readonly string[], widths: readonly number[]) =>
  cells
    .map((cell, i) => cell.padEnd(widths[i] ?? 0))
    .join('  ')
    .trimEnd();

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${pad(row, widths)}`);
}

/** What stands in the terminal when the product is ready: one address and, in the demo, who can sign in. */
export function announcement(url: string, demo: DemoAccess | undefined): string[] {
  const lines = ['', `An Tâm: ${url}`, ''];
  if (!demo) return lines;
  const nameOf = new Map(demo.cast.organisations.map((o) => [o.key, o.name]));
  const rows = demo.cast.accounts.map((a) => [a.account, a.roles.join(', '), nameOf.get(a.organisation) ?? '']);
  return [
    ...lines,
    `Demo accounts (password ${demo.password}; partners unlock with ${demo.unlockPassphrase}):`,
    `  Authenticator app: ${demo.authenticator} (one entry for all; "npm run demo:code" says the present code)`,
    ...table([['account', 'role', 'organisation'], ...rows]),
    '',
    'Ctrl-C stops everything; the next start keeps the data.',
  ];
}

/** The same for a program: one JSON value. */
export function readyDocument(url: string, today: string | undefined, demo: DemoAccess | undefined): object {
  return {
    ready: true,
    url,
    today: today ?? null,
    ...(demo && {
      password: demo.password,
      authenticator: demo.authenticator,
      unlockPassphrase: demo.unlockPassphrase,
      accounts: demo.cast.accounts,
      organisations: demo.cast.organisations,
    }),
  };
}
