/**
 * Writes the generated documents below docs/ anew: `npm run docs`. They are written by the very tests that hold them
 * to the code, since what they say is read from wired services.
 */
import { spawnSync } from 'node:child_process';

const generated = ['docs/openapi', 'docs/access-rules.md', 'docs/data-inventory.md'];

const run = (command, environment = {}) => {
  const [program, ...rest] = command;
  const { status } = spawnSync('npx', ['--no-install', program, ...rest], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(status ?? 1);
};

run(['jest', 'test/architecture/(openapi|access-rules-page|data-inventory)'], { AN_TAM_WRITE_DOCS: '1' });
run(['prettier', '--log-level', 'warn', '--write', ...generated]);
