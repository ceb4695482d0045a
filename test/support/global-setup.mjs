/**
 * One throw-away PostgreSQL for the whole test run. Test files make their own databases on it
 * (`test/support/database.ts`). Its data never touches the developer's own.
 */
import { mkdtemp, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../dist/apps/launcher/free-port.js';
import { startEmbeddedPostgres } from '../../libs/persistence/dist/embedded-postgres.js';

export default async function globalSetup() {
  // Not below the repository: the server's own account could be unable to enter it.
  const dataDir = await mkdtemp('/tmp/an-tam-test-');
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, port: await freePort(), durable: false });
  process.env.AN_TAM_TEST_FOLDER = dataDir;
  process.env.AN_TAM_TEST_ADMIN_URL = server.adminUrl;
  globalThis.anTamTestServer = { server, dataDir: join(dataDir) };
}
