import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until.js';

const run = promisify(execFile);

function folderOfRun(): string {
  const folder = process.env['AN_TAM_TEST_FOLDER'];
  if (!folder) throw new Error('The folder of the test run is not there: start tests with jest.');
  return folder;
}

/** One test file makes what all need; the others wait until it is complete. */
async function preparedOnce(make: (folder: string) => Promise<void>): Promise<string> {
  const complete = join(folderOfRun(), 'prepared');
  const partial = `${complete}-partial`;
  if (existsSync(complete)) return complete;
  const first = await mkdir(partial).then(
    () => true,
    () => false,
  );
  if (first) {
    await make(partial);
    await rename(partial, complete);
  } else await until('a prepared data folder', () => Promise.resolve(existsSync(complete)), Boolean);
  return complete;
}

/**
 * Fills a data folder as a first start leaves it. The product is started once a test run for this, by `make`; what a
 * first start does by itself is tried where the product is started and stopped.
 */
export async function fillDataFolder(dataDir: string, make: (folder: string) => Promise<void>): Promise<void> {
  // With its owners: the database server's account owns its files.
  await run('cp', ['-a', '--', `${await preparedOnce(make)}/.`, dataDir]);
}
