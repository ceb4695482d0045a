import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above this file that holds a `package-lock.json`: compiled and source code share it. */
function findRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-lock.json')) || folder === dirname(folder)) return folder;
  }
}

/** Root folder of the repository. */
export const repositoryRoot = findRoot();

/** A path below the repository, as `repositoryPath('config', 'demo')`. */
export const repositoryPath = (...parts: string[]): string => join(repositoryRoot, ...parts);

/** Compiled entry of a service, as `servicePath('intake', 'migrate.js')`. */
export const servicePath = (service: string, entry: string): string => repositoryPath('dist', 'apps', service, entry);
