import { keyStatusSchema, type KeyRotationView, type KeyStatus } from '@an-tam/contracts';
import { optionsFrom } from '../arguments.js';
import { doorOptions, OperatorDoor } from './operator-door.js';
import type { Subcommand } from './subcommand.js';

const names = { kek: 'KEK (wraps case keys)', dek: 'case keys', index: 'index key' } as const;

function rotationLine({ kind, state, toVersion, total, left, failure }: KeyRotationView): string {
  const progress = state === 'done' ? 'done' : `${state}, ${left} of ${total} left${failure ? ` (${failure})` : ''}`;
  return `  rotation of ${names[kind]} to version ${toVersion}: ${progress}`;
}

function centreLines(
  { centreId, keys }: KeyStatus['centres'][number],
  rotations: readonly KeyRotationView[],
): string[] {
  const kept = keys.flatMap(({ kind, versions }) =>
    versions.map(({ version, rows }) => `  ${names[kind]}, version ${version}: ${rows} rows`),
  );
  const own = rotations.filter((rotation) => rotation.centreId === centreId);
  return [`centre ${centreId}`, ...kept, ...own.map(rotationLine)];
}

/** Versions that are kept, what hangs on each, and how far rotations are. */
export const status: Subcommand = {
  usage: '[--data DIR | --url URL]',
  summary: 'shows which key versions are kept, how many rows hang on each, and how far rotations are',
  async run(argv) {
    const door = await OperatorDoor.open(optionsFrom(argv, doorOptions));
    const { centres, rotations } = await door.get('', keyStatusSchema);
    const lines = centres.flatMap((centre) => centreLines(centre, rotations));
    process.stdout.write(`${lines.length > 0 ? lines.join('\n') : 'no centre has keys yet'}\n`);
  },
};
