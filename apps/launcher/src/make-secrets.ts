import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { KeyStoreOptions } from '@an-tam/field-encryption';
import { releaseKeysOf } from './key-store.js';
import { readKeyStoreChoice } from './key-store-choice.js';
import { LaunchError, oneLine } from './launch-error.js';
import { newTokenKey, randomSecret, readablePassphrase, SecretStore } from './secret-store.js';
import { databaseNames, databases, logSigningServices, ownerOf } from './service-catalogue.js';
import { keepTokenKeys } from './token-keys.js';

/** Account of the services' containers. */
const serviceAccount = 10_001;
/** Account of the database servers' containers. */
const postgresAccount = 999;

/**
 * Makes every secret of a deployment once: `node make-secrets.js --out deploy/secrets --province 33
 * [--database-host postgres:5432] [--keys-database-host keys-postgres:5432]`. Never overwrites one. The environment chooses
 * the kind of key store (`AN_TAM_KEY_STORE`).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      province: { type: 'string' },
      'database-host': { type: 'string', default: 'postgres:5432' },
      'keys-database-host': { type: 'string', default: 'keys-postgres:5432' },
    },
  });
  if (!values.out) throw new LaunchError('--out names the folder for the secrets');
  if (!values.province || !/^\d{2}$/.test(values.province))
    throw new LaunchError('--province names the province whose core this is, as two digits');
  const choice = readKeyStoreChoice(process.env);
  const folder = resolve(values.out);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new LaunchError(`${folder} holds files already; secrets are never overwritten`);
  for (const name of ['keys', 'audit-heads']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  const secrets = new SecretStore(folder);

  const servers = [
    { admin: 'url-admin', password: 'postgres-password', host: values['database-host'], isKeys: false },
    { admin: 'url-keys-admin', password: 'keys-postgres-password', host: values['keys-database-host'], isKeys: true },
  ];
  for (const { admin, password, host, isKeys } of servers) {
    secrets.put(admin, `postgres://postgres:${secrets.keep(password, randomSecret)}@${host}/postgres`);
    for (const database of databaseNames.filter((name) => (name === 'intake_keys') === isKeys))
      for (const role of [ownerOf(database), ...databases[database]])
        secrets.put(`url-${role}`, `postgres://${role}:${randomSecret()}@${host}/${database}`);
  }
  keepTokenKeys(secrets);
  secrets.put('oidc-client-secret', randomSecret());
  for (const name of logSigningServices) secrets.keep(`audit-key-${name}`, newTokenKey);
  const keyFile = choice.kind === 'pkcs11' ? 'pkcs11.json' : 'keyring.json';
  const path = join(folder, 'keys', keyFile);
  // A composition names the passphrase among its secrets whether a key ring is used or not.
  secrets.put('factor-key', randomSecret());
  const passphrase = secrets.keep('keyring-passphrase', () => readablePassphrase(6));
  const store: KeyStoreOptions =
    choice.kind === 'pkcs11'
      ? { kind: 'pkcs11', ...choice.token, storePath: path }
      : { kind: 'keyring', path, passphrase };
  secrets.put('keys/release-keys.json', await releaseKeysOf(store, values.province));
  handOver(folder);
  process.stdout.write(
    `secrets made in ${folder}. Keep a copy of keyring-passphrase and keys/${keyFile} in two other places: without them nothing can be read.\n`,
  );
}

/** Files of a composition keep their owner, and only the account of the container that needs one may read it. */
function handOver(folder: string): void {
  if (process.getuid?.() !== 0) {
    process.stdout.write(
      `not root: give the files to account ${serviceAccount}, the *postgres-password to ${postgresAccount}\n`,
    );
    return;
  }
  chmodSync(folder, 0o711);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const account = entry.name.endsWith('postgres-password') ? postgresAccount : serviceAccount;
    chownSync(join(entry.parentPath, entry.name), account, account);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`make-secrets: ${oneLine(error)}\n`);
  process.exitCode = 1;
});
