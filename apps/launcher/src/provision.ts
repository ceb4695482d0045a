import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { provisionDatabase, type LoginRole } from '@an-tam/persistence';
import { LaunchError, oneLine } from './launch-error.js';
import { databaseNames, databases, ownerOf, type DatabaseName } from './service-catalogue.js';

/** The role an address file logs in with; its password is the one the role gets. */
function roleIn(folder: string, name: string): LoginRole {
  const url = new URL(readFileSync(join(folder, `url-${name}`), 'utf8').trim());
  if (url.username !== name || !url.password) throw new LaunchError(`url-${name} is not an address for ${name}`);
  return { name, password: decodeURIComponent(url.password) };
}

/**
 * One-shot for servers of others: `node provision.js <database> ...` makes the named databases with their roles.
 * AN_TAM_ADMIN_DATABASE_URL_FILE: address of an account that may create them; AN_TAM_SECRETS_DIR: the `url-<role>` files.
 */
async function main(): Promise<void> {
  const { AN_TAM_ADMIN_DATABASE_URL_FILE: adminFile, AN_TAM_SECRETS_DIR: folder } = process.env;
  if (!adminFile || !folder)
    throw new LaunchError('AN_TAM_ADMIN_DATABASE_URL_FILE and AN_TAM_SECRETS_DIR must be given');
  const adminUrl = readFileSync(adminFile, 'utf8').trim();
  const wanted = process.argv.slice(2);
  for (const name of wanted) {
    const database: DatabaseName | undefined = databaseNames.find((known) => known === name);
    if (!database) throw new LaunchError(`there is no database ${name} (there are ${databaseNames.join(', ')})`);
    const owner = roleIn(folder, ownerOf(database));
    const roles = databases[database].map((role) => roleIn(folder, role));
    await provisionDatabase(adminUrl, { database, owner, roles });
  }
  process.stdout.write(`provision: ${wanted.join(', ')} ready\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`provision: ${oneLine(error)}\n`);
  process.exitCode = 1;
});
