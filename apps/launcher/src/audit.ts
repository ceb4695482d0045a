import { parseArgs } from 'node:util';
import { prove } from './audit/prove.js';
import { sayEntry, show } from './audit/show.js';
import { holds, sayVerdict, verify } from './audit/verify.js';
import { LaunchError, oneLine } from './launch-error.js';

const usage = `npm run audit -- verify [--service NAME] [--heads DIR]... [--json]   every log against its seals and its published heads
npm run audit -- show --case CODE [--json]                           every entry about one case
npm run audit -- proof ENTRY [--since DIR]                           what proves one entry to somebody else
Works on the running product, or on the one in the data folder: --data DIR, else AN_TAM_DATA_DIR, else the default.
`;

function argumentsOf(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        service: { type: 'string' },
        heads: { type: 'string', multiple: true, default: [] },
        case: { type: 'string' },
        since: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new LaunchError(oneLine(error));
  }
}

/** @returns the exit status: 0, or 1 when a log does not hold. */
async function main(): Promise<number> {
  const { values, positionals } = argumentsOf(process.argv.slice(2));
  const [command, entryId, ...others] = positionals;
  const print = (lines: readonly string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (values.help) print([usage.trimEnd()]);
  else if (command === 'verify' && entryId === undefined) {
    const verdicts = await verify({ dataDir: values.data, service: values.service, heads: values.heads });
    print(values.json ? verdicts.map((verdict) => JSON.stringify(verdict)) : verdicts.flatMap(sayVerdict));
    return verdicts.every(holds) ? 0 : 1;
  } else if (command === 'show' && values.case !== undefined && entryId === undefined) {
    const entries = await show(values.data, values.case);
    print(entries.map((entry) => (values.json ? JSON.stringify(entry) : sayEntry(entry))));
  } else if (command === 'proof' && entryId !== undefined && others.length === 0)
    print([JSON.stringify(await prove(values.data, entryId, values.since), undefined, 2)]);
  else throw new LaunchError('say what to do: verify, show --case CODE or proof ENTRY, or --help');
  return 0;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`audit: ${oneLine(error)}\n`);
    process.exit(1);
  },
);
