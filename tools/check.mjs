/**
 * All static checks, each with its time: `npm run check`, or `npm run check -- lint types` for some of them.
 * Prints the findings of a check that fails and ends with status 1 when any did.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const checks = {
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  types: ['tsc', '-p', '.'],
  lint: ['eslint', '--max-warnings', '0', '--concurrency', '2', '.'],
  boundaries: ['depcruise', '--config', '.dependency-cruiser.mjs', 'apps', 'libs'],
  unused: ['knip', '--no-progress'],
};

const run = (name) =>
  new Promise((resolve) => {
    const started = Date.now();
    const child = spawn('npx', ['--no-install', ...checks[name]], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('close', (status) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${seconds} s\n`);
      if (status !== 0) process.stdout.write(`${output.trim()}\n`);
      resolve(status === 0);
    });
  });

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0) {
  process.stderr.write(`no such check: ${unknown.join(', ')} (there are ${Object.keys(checks).join(', ')})\n`);
  process.exit(1);
}
const queue = wanted.length > 0 ? wanted : Object.keys(checks);
let passed = true;
const worker = async () => {
  for (let name = queue.shift(); name; name = queue.shift()) passed = (await run(name)) && passed;
};
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
process.exit(passed ? 0 : 1);
