import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { optionsFrom } from '../arguments.js';
import { recordKeyAct } from '../audit/index.js';
import { LaunchError, oneLine } from '../launch-error.js';
import { realToday } from '../plan-calendar.js';
import { findOfflineStore, withOfflineStore } from './offline-store.js';
import { shareSheetText } from './share-sheet.js';
import type { Subcommand } from './subcommand.js';

function wholeNumber(name: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,2}$/.test(text))
    throw new LaunchError(`--${name} is a whole number: shares --threshold 3 --of 5`);
  return Number(text);
}

/** An empty folder for the sheets; made when it is not there. Nothing in it is ever overwritten. */
function sheetFolder(path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length === 0) return folder;
  } catch (error) {
    throw new LaunchError(`the folder ${folder} cannot be used: ${oneLine(error)}`);
  }
  throw new LaunchError(`the folder ${folder} is not empty; shares are never written beside other files`);
}

/** Makes new recovery shares. Those made before recover only older copies of the key file. */
export const shares: Subcommand = {
  usage: '--threshold K --of N [--out DIR] [--data DIR]',
  summary: 'makes N recovery shares of which any K open the keys again; earlier shares end',
  async run(argv, terminal) {
    const given = optionsFrom(argv, {
      threshold: { type: 'string' },
      of: { type: 'string' },
      out: { type: 'string' },
      data: { type: 'string' },
    });
    const [threshold, count] = [wholeNumber('threshold', given.threshold), wholeNumber('of', given.of)];
    const folder = given.out === undefined ? undefined : sheetFolder(given.out);
    const made = await withOfflineStore(findOfflineStore(given.data), terminal, async (store) => {
      const created = await store.createShares(threshold, count);
      await recordKeyAct(terminal, given.data, { action: 'create', resource: 'RecoveryShare' });
      return created;
    });
    const madeOn = realToday().split('-').reverse().join('/');
    const sheets = made.map((share, at) => shareSheetText({ share, position: at + 1, count, threshold, madeOn }));
    if (folder === undefined) process.stdout.write(sheets.join(`\n${'-'.repeat(110)}\n\n`));
    else
      sheets.forEach((sheet, at) =>
        writeFileSync(join(folder, `share-${at + 1}-of-${count}.txt`), sheet, { flag: 'wx', mode: 0o600 }),
      );
    terminal.say(
      `${count} shares made${folder ? ` in ${folder}` : ''}; any ${threshold} recover. They are kept nowhere else: give each ` +
        'to another person, then make a fresh copy of the key file and destroy older copies.',
    );
  },
};
