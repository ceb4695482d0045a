import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './controller-scan.js';

/** What a document is compared by: its members when it is JSON, else its text. */
const contentOf = (path: string, text: string): unknown => (path.endsWith('.json') ? JSON.parse(text) : text);

/**
 * Holds a document below `docs/` to the code that it is generated from. `npm run docs` writes it anew.
 * @param path from the repository's root
 */
export async function expectStored(path: string, text: string): Promise<void> {
  const file = join(repositoryRoot, path);
  if (process.env['AN_TAM_WRITE_DOCS'] === '1') {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return;
  }
  const stored = existsSync(file) ? contentOf(path, await readFile(file, 'utf8')) : undefined;
  try {
    expect(stored).toEqual(contentOf(path, text));
  } catch (difference) {
    throw new Error(
      `${path} is not what the code says: run "npm run docs" and review the change.\n${String(difference)}`,
    );
  }
}
