/** `npm run bench -- <name> [--json]`: one object a line with `--json`, otherwise a table. Ends with 1 when a bar is missed. */
import { readdir } from 'node:fs/promises';

const folder = new URL('.', import.meta.url);
const known = (await readdir(folder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const args = process.argv.slice(2);
const json = args.includes('--json');
const names = args.filter((arg) => !arg.startsWith('--'));
if (names.length !== 1 || !known.includes(names[0])) {
  process.stderr.write(`usage: npm run bench -- <${known.join('|')}> [--json]\n`);
  process.exit(2);
}

const columns = ['case', 'subject', 'median', 'min', 'max', 'runs', 'p50', 'p99', 'baseline', 'ratio', 'bar', 'holds'];
const widths = { case: 24, subject: 18, baseline: 18, bar: 18 };
const row = (cells) => `${columns.map((name) => String(cells[name] ?? '').padEnd(widths[name] ?? 9)).join(' ')}\n`;

const { run } = await import(new URL(`${names[0]}/bench.mjs`, folder));
if (!json) process.stdout.write(row(Object.fromEntries(columns.map((name) => [name, name]))));
for await (const line of run()) {
  process.stdout.write(json ? `${JSON.stringify(line)}\n` : row(line));
  if (line.holds === false) process.exitCode = 1;
}
