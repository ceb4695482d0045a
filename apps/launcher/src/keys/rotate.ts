import { setTimeout as sleep } from 'node:timers/promises';
import { keyRotationListSchema, rotationKindSchema, type KeyRotationView, type RotationKind } from '@an-tam/contracts';
import { optionsFrom } from '../arguments.js';
import { LaunchError } from '../launch-error.js';
import { ProgressBar } from '../load/index.js';
import { doorOptions, OperatorDoor } from './operator-door.js';
import { rotateTokens } from './rotate-tokens.js';
import type { Subcommand } from './subcommand.js';

const everyMilliseconds = 1000;
const goesOn = 'The rotation goes on in the service. The same command joins it; "npm run keys -- status" shows it.';

function kindFrom(text: string | undefined): RotationKind {
  const kind = rotationKindSchema.safeParse(text);
  if (!kind.success)
    throw new LaunchError(`say which keys: rotate ${[...rotationKindSchema.options, 'tokens'].join(' | rotate ')}`);
  return kind.data;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Shows progress until all are done. @returns false when the person broke off the watching. */
async function watch(
  door: OperatorDoor,
  started: readonly KeyRotationView[],
  brokenOff: AbortSignal,
): Promise<boolean> {
  const bar = new ProgressBar(process.stderr, 'rows');
  const ids = new Set(started.map(({ id }) => id));
  let heldUp = '';
  for (let now = started; ;) {
    const total = sum(now.map((rotation) => rotation.total));
    bar.show(total - Math.min(total, sum(now.map(({ left }) => left))), total);
    const failures = now.flatMap(({ failure }) => (failure ? [failure] : [])).join(', ');
    if (failures && failures !== heldUp)
      process.stderr.write(`\nheld up: ${failures}; tried again every few seconds\n`);
    heldUp = failures;
    if (now.every(({ state }) => state === 'done')) return true;
    await sleep(everyMilliseconds, undefined, { signal: brokenOff }).catch(() => undefined);
    if (brokenOff.aborted) return false;
    const { rotations } = await door.get('/rotations', keyRotationListSchema);
    now = rotations.filter(({ id }) => ids.has(id));
  }
}

/** Exchanges one kind of key, of one centre or of all, while everybody works. */
export const rotate: Subcommand = {
  usage: 'kek | dek | index [--centre ID] [--data DIR | --url URL], or tokens [--within SECONDS] [--data DIR]',
  summary: 'exchanges keys for a new version while everybody works, and destroys the old version at the end',
  async run([kindText, ...argv], terminal) {
    if (kindText === 'tokens') return rotateTokens(argv, terminal);
    const kind = kindFrom(kindText);
    const { centre, ...place } = optionsFrom(argv, { ...doorOptions, centre: { type: 'string' } });
    const door = await OperatorDoor.open(place);
    const body = { kind, ...(centre === undefined ? {} : { centreId: centre }) };
    const { rotations } = await door.post('/rotations', body, keyRotationListSchema);
    if (rotations.length === 0) return terminal.say('There are no such keys yet; nothing to exchange.');
    const brokenOff = new AbortController();
    process.once('SIGINT', () => brokenOff.abort());
    const done = await watch(door, rotations, brokenOff.signal);
    terminal.say(
      done ? `Done: ${rotations.length} of ${rotations.length} centres have the new version.` : `\n${goesOn}`,
    );
  },
};
