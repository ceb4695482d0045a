/** A rotation of the KEK as the service makes it: its own code, a real PostgreSQL, a real key ring. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Keyring } from '@an-tam/field-encryption';
import { databaseUrl, migrateDatabase, provisionDatabase, startEmbeddedPostgres } from '@an-tam/persistence';
import { DataSource } from 'typeorm';

const intake = (path) => import(new URL(`../../../dist/apps/intake/${path}`, import.meta.url));

/**
 * @param cases how many case keys the centre has
 * @returns `rotate`, which exchanges the KEK once and destroys the old version, and `end`
 */
export async function rewrapping(cases) {
  const [{ CaseKeyRepository }, { CaseKeys }, { CentreKeyCache }, { RewrapCentreService }, { keysMigrations }] =
    await Promise.all([
      intake('case-keys/case-key.repository.js'),
      intake('case-keys/case-keys.service.js'),
      intake('case-keys/centre-key-cache.js'),
      intake('key-rotations/rewrap-centre.service.js'),
      intake('migrations/index.js'),
    ]);
  const { freePort } = await import(new URL('../../../dist/apps/launcher/free-port.js', import.meta.url));
  const folder = await mkdtemp('/tmp/an-tam-bench-');
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), port: await freePort() });
  const [owner, app] = ['intake_keys_owner', 'intake_keys_app'].map((name) => ({ name, password: 'bench-only' }));
  await provisionDatabase(server.adminUrl, { database: 'intake_keys', owner, roles: [app] });
  await migrateDatabase(databaseUrl(server.adminUrl, 'intake_keys', owner), keysMigrations);
  const url = databaseUrl(server.adminUrl, 'intake_keys', app);
  const database = await new DataSource({ type: 'postgres', url, poolSize: 8 }).initialize();
  const keyring = await Keyring.create(join(folder, 'keyring.json'), 'a passphrase for this bench alone');

  const centreId = randomUUID();
  const repository = new CaseKeyRepository(database);
  const centreKeys = new CentreKeyCache(keyring);
  const caseKeys = new CaseKeys(repository, centreKeys);
  const step = new RewrapCentreService(centreKeys, caseKeys, repository);
  for (let at = 0; at < cases; at += 100)
    await Promise.all(Array.from({ length: 100 }, () => caseKeys.create(centreId, randomUUID())));

  let toVersion = 1;
  const rotate = async () => {
    toVersion += 1;
    const order = { centreId, toVersion, startedAt: new Date() };
    await step.begin(order);
    while ((await step.moveBatch(order)) > 0);
    await step.retire(order);
    const [kept, ...older] = await step.versions(centreId);
    if (older.length > 0 || kept.version !== toVersion || kept.rows !== cases)
      throw new Error('The rotation did not bring every case key to the new version.');
  };
  const end = async () => {
    await database.destroy();
    await keyring.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { rotate, end };
}
