import { recover } from './keys/recover.js';
import { rotate } from './keys/rotate.js';
import { shares } from './keys/shares.js';
import { shred } from './keys/shred.js';
import { status } from './keys/status.js';
import type { Subcommand } from './keys/subcommand.js';
import { LaunchError, oneLine } from './launch-error.js';
import { Terminal } from './terminal.js';

const subcommands: ReadonlyMap<string, Subcommand> = new Map(
  Object.entries({ status, rotate, shred, shares, recover }),
);

function usage(): string {
  const lines = [...subcommands].flatMap(([name, { usage: options, summary }]) => [
    `  npm run keys -- ${name} ${options}`,
    `      ${summary}`,
  ]);
  return `${lines.join('\n')}\n`;
}

/** `npm run keys -- <subcommand> ...`: status 0 when it is done, 1 with one clear line otherwise. */
async function main(): Promise<void> {
  const [name = '', ...argv] = process.argv.slice(2);
  if (name === '--help') {
    process.stdout.write(usage());
    return;
  }
  const subcommand = subcommands.get(name);
  if (!subcommand)
    throw new LaunchError(`say what to do: ${[...subcommands.keys()].join(', ')}, or --help for their options`);
  await subcommand.run(argv, new Terminal());
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`keys: ${oneLine(error)}\n`);
    process.exit(1);
  },
);
