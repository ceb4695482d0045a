/**
 * What the rules cost: the same statement bare and with authentication, route permission, row security, the rules in the
 * query and on the loaded row, and an audit entry. One centre's manager and one worker in 100,000 files of 100 centres.
 */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { abilityFor, mayEver, throwUnlessCan } from '@an-tam/access-rules';
import { AuditLog } from '@an-tam/audit';
import { mintUserToken, RequestTokens } from '@an-tam/http/tokens';
import {
  databaseUrl,
  migrateDatabase,
  PreparingClient,
  provisionDatabase,
  startEmbeddedPostgres,
  UnitOfWork,
} from '@an-tam/persistence';
import { generateKeyPair } from 'jose';
import { DataSource } from 'typeorm';
import { CaseFileEntity, CaseRepository, ClientEntity } from '../../../dist/apps/intake/case-access/index.js';
import { migrations } from '../../../dist/apps/intake/migrations/index.js';
import { freePort } from '../../../dist/apps/launcher/free-port.js';
import { interleave, linesOf } from '../measure.mjs';

const BENCH = 'access';
const ROUNDS = 31;
const FILES = 100_000;
const CENTRES = 100;
const role = (name) => ({ name, password: 'bench-only' });

/** Files spread over the centres, each centre's over a hundred people; one of those of the first centre is the worker. */
const fill = `INSERT INTO case_file
    (id, centre_id, code, status, assignee_id, opened_by_id, version, row_mac, alias, commune_code, channel, opened_on, created_at)
  SELECT gen_random_uuid(), ($1::uuid[])[1 + n % ${CENTRES}], n::text, 'open',
         person, person, 1, decode(repeat('00', 32), 'hex'),
         decode('a70101' || repeat('00', 349), 'hex'), decode('a70101' || repeat('00', 157), 'hex'),
         decode('a70101' || repeat('00', 157), 'hex'), decode('a70101' || repeat('00', 157), 'hex'),
         now() - n * interval '1 minute'
    FROM generate_series(1, ${FILES}) n,
         LATERAL (SELECT CASE WHEN n % ${CENTRES} + n / ${CENTRES} % 100 = 0 THEN $2::uuid
           ELSE md5(format('%s of %s', n / ${CENTRES} % 100, n % ${CENTRES}))::uuid END AS person) AS people`;

const person = (roles, accountId, organisationId) => ({
  accountId,
  organisationId,
  organisationName: '',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles,
  displayName: '',
  grantsVersion: 1,
});

async function* measured(admin) {
  const [database, owner, app] = ['bench', role('bench_owner'), role('intake_app')];
  await provisionDatabase(admin, { database, owner, roles: [app, role('intake_statistics')] });
  const ownerUrl = databaseUrl(admin, database, owner);
  await migrateDatabase(ownerUrl, migrations);
  const superuserUrl = new URL(admin);
  superuserUrl.pathname = `/${database}`;
  const source = (url, extra) =>
    new DataSource({
      type: 'postgres',
      url,
      entities: [CaseFileEntity, ClientEntity],
      poolSize: 4,
      extra,
    }).initialize();
  const bare = await source(superuserUrl.href);
  const own = await source(databaseUrl(admin, database, app), { Client: PreparingClient });
  try {
    const centres = Array.from({ length: CENTRES }, () => randomUUID());
    const [worker, other] = [randomUUID(), randomUUID()];
    await bare.query(fill, [centres, worker]);
    await bare.query('ANALYZE');
    yield* lines(
      bare,
      own,
      person(['outreach_worker'], worker, centres[0]),
      person(['case_manager'], other, centres[0]),
    );
  } finally {
    await bare.destroy();
    await own.destroy();
  }
}

async function* lines(bare, own, worker, manager) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const tokens = new RequestTokens('intake', { find: async () => publicKey });
  const cases = new CaseRepository();
  const unitOfWork = new UnitOfWork(own);
  const audit = new AuditLog(unitOfWork);
  const files = bare.getRepository(CaseFileEntity);
  const ids = (await files.find({ where: { centreId: worker.organisationId, assigneeId: worker.accountId } })).map(
    (f) => f.id,
  );

  /** A request as the service takes it, but for HTTP and decryption. */
  const guarded = async (actor, work) => {
    const request = {
      headers: { authorization: `Bearer ${await mintUserToken(actor, 'intake', { key: privateKey, kid: 'bench' })}` },
    };
    return async (call) => {
      const caller = await tokens.verifyUser(request);
      if (!mayEver(caller, 'read', 'CaseFile')) throw new Error('The guard refuses.');
      return unitOfWork.run({ actor: caller, requestId: 'bench' }, (tx) => work(tx, caller, call));
    };
  };
  const get = async (tx, actor, call) => {
    const { caseFile, lists } = await cases.find(tx, actor, 'read', ids[call % ids.length]);
    throwUnlessCan(actor, 'read', 'CaseFile', { ...caseFile, ...lists });
    await audit.append(tx, { action: 'read', resource: 'CaseFile', recordId: caseFile.id, caseId: caseFile.id });
    return caseFile;
  };
  const list = async (tx, actor) => {
    const rows = await cases.list(tx, actor, 1, 25);
    if (rows.length === 0) throw new Error('The list is empty.');
    await audit.append(tx, { action: 'list', resource: 'CaseFile' });
    return rows;
  };
  const bareList = (where) => () => files.find({ where, order: { createdAt: 'DESC' }, take: 26 });
  const { organisationId: centreId, accountId: assigneeId } = worker;
  const plain = { baseline: 'bare' };

  yield* told(
    'get by id',
    { bare: (call) => files.findOneBy({ id: ids[call % ids.length] }), rules: await guarded(worker, get) },
    plain,
  );
  yield* told('list of 25, manager', { bare: bareList({ centreId }), rules: await guarded(manager, list) }, plain);
  yield* told(
    'list of 25, worker',
    { bare: bareList({ centreId, assigneeId }), rules: await guarded(worker, list) },
    plain,
  );
  yield* told(
    'build an ability',
    { worker: () => abilityFor(worker), manager: () => abilityFor(manager) },
    { baseline: 'worker' },
  );
}

async function* told(name, subjects, { baseline }) {
  yield* linesOf({ bench: BENCH, name, baseline, times: await interleave(subjects, ROUNDS) });
}

export async function* run() {
  const dataDir = await mkdtemp('/tmp/an-tam-bench-');
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, port: await freePort(), durable: false });
  try {
    yield* measured(server.adminUrl);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
