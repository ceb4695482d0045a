/**
 * Whether the time of a refused sign-in tells that an account exists: a wrong password for one that does and for one that does
 * not, in turns. In a fair half of the rounds the known account takes longer; a bar of five standard deviations is missed
 * by chance in less than one of a million runs, and by a difference that a patient guesser could use in nearly every one.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import {
  databaseUrl,
  migrateDatabase,
  provisionDatabase,
  startEmbeddedPostgres,
  UnitOfWork,
} from '@an-tam/persistence';
import { NestFactory } from '@nestjs/core';
import { exportJWK, generateKeyPair } from 'jose';
import { IdentityModule } from '../../../dist/apps/identity/identity.module.js';
import {
  GrantMembershipService,
  RegisterAccountService,
  RegisterOrganisationService,
} from '../../../dist/apps/identity/accounts/index.js';
import { migrations } from '../../../dist/apps/identity/migrations/index.js';
import { PasswordHasher } from '../../../dist/apps/identity/passwords/index.js';
import { readIdentitySettings } from '../../../dist/apps/identity/settings.js';
import { ProvePasswordService } from '../../../dist/apps/identity/sign-in/prove-password.service.js';
import { freePort } from '../../../dist/apps/launcher/free-port.js';
import { median } from '../measure.mjs';

const ROUNDS = 150;
const DEVIATIONS = 5;
const role = (name) => ({ name, password: 'bench-only' });

async function startIdentity(admin) {
  const [database, owner, own] = ['bench', role('bench_owner'), role('identity_app')];
  await provisionDatabase(admin, { database, owner, roles: [own] });
  await migrateDatabase(databaseUrl(admin, database, owner), migrations);
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  const settings = readIdentitySettings({
    AN_TAM_PROFILE: 'demo',
    AN_TAM_PORT: '0',
    AN_TAM_PUBLIC_URL: 'http://localhost:8080',
    AN_TAM_DATABASE_URL: databaseUrl(admin, database, own),
    AN_TAM_SERVICE_KEY: JSON.stringify({ kty, crv, x, d }),
    AN_TAM_TRUSTED_KEYS: '{}',
    AN_TAM_OIDC_CLIENT_SECRET: randomBytes(24).toString('hex'),
    AN_TAM_FACTOR_KEY: randomBytes(24).toString('hex'),
    AN_TAM_LOG_LEVEL: 'silent',
  });
  return NestFactory.createApplicationContext(await IdentityModule.forRoot(settings), { logger: false });
}

async function addAccount(app, name) {
  const passwordHash = await app.get(PasswordHasher, { strict: false }).hash(randomUUID());
  const organisation = { name: 'Trung tâm', kind: 'social_work_centre', provinceCode: '33', communeCode: null };
  await app.get(UnitOfWork).run({ actor: { system: 'accounts' }, requestId: 'bench' }, async (tx) => {
    const { id } = await app.get(RegisterOrganisationService, { strict: false }).execute(tx, organisation);
    const account = { name, displayName: name, passwordHash, isDemo: true };
    const accountId = await app.get(RegisterAccountService, { strict: false }).execute(tx, account);
    await app.get(GrantMembershipService, { strict: false }).execute(tx, accountId, id, ['case_manager']);
  });
}

export async function* run() {
  const dataDir = await mkdtemp('/tmp/an-tam-bench-');
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, port: await freePort(), durable: false });
  const app = await startIdentity(server.adminUrl);
  try {
    await addAccount(app, 'known');
    const prove = app.get(ProvePasswordService, { strict: false });
    const refused = async (account) => {
      const started = process.hrtime.bigint();
      const request = { interactionUid: 'bench', address: randomUUID(), cookies: undefined, requestId: 'bench' };
      await prove.execute({ ...request, account, password: 'wrong' }).then(
        () => Promise.reject(new Error('The sign-in was not refused.')),
        (error) => (error.code === 'SIGN_IN_FAILED' ? undefined : Promise.reject(error)),
      );
      return Number(process.hrtime.bigint() - started) / 1000;
    };
    const times = { known: [], unknown: [] };
    for (let round = 0; round < ROUNDS + 10; round++) {
      const names = round % 2 ? ['known', 'unknown'] : ['unknown', 'known'];
      for (const name of names) times[name].push(await refused(name));
    }
    const [known, unknown] = [times.known.slice(10), times.unknown.slice(10)];
    const slower = known.filter((time, round) => time > unknown[round]).length / ROUNDS;
    const most = (DEVIATIONS * 0.5) / Math.sqrt(ROUNDS);
    const line = (subject, values) => ({
      bench: 'sign-in',
      case: 'wrong password',
      subject,
      unit: 'us',
      median: Math.round(median(values)),
      min: Math.round(Math.min(...values)),
      max: Math.round(Math.max(...values)),
      runs: ROUNDS,
      baseline: 'unknown',
      ratio: Number(median(values.map((time, round) => unknown[round] / time)).toPrecision(4)),
    });
    yield {
      ...line('known', known),
      bar: `slower ${slower.toFixed(2)} = 0.5 +- ${most.toFixed(2)}`,
      holds: Math.abs(slower - 0.5) <= most,
    };
    yield line('unknown', unknown);
  } finally {
    await app.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
