import { UnitOfWork } from '@an-tam/persistence';
import { DataSource, type EntityManager } from 'typeorm';
import { migrations } from '../../../apps/intake/src/migrations/index.js';
import { mayDo, type OracleResource } from '../../support/access-oracle.js';
import { makeAccessWorld, type AccessWorld, type WorldRow } from '../../support/access-world.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let world: AccessWorld;

beforeAll(async () => {
  database = await createTestDatabase('intake', ['intake_app', 'intake_statistics'], migrations);
  world = await makeAccessWorld(database.superuserUrl);
});
afterAll(() => database.drop());

type CaseAccess = typeof import('../../../apps/intake/src/case-access/index.js');
type Contacts = typeof import('../../../apps/intake/src/contacts/contact.repository.js');
type ContactRow = typeof import('../../../apps/intake/src/contacts/contact.entity.js');
type Pins = typeof import('../../../apps/intake/src/partner-keys/partner-key-pin.repository.js');
type PinRow = typeof import('../../../apps/intake/src/partner-keys/partner-key-pin.entity.js');
type Releases = typeof import('../../../apps/intake/src/statistics/release.repository.js');
type ReleaseRow = typeof import('../../../apps/intake/src/statistics/release.entity.js');
type Tasks = typeof import('../../../apps/intake/src/today/task.query.js');
type Caseload = typeof import('../../../apps/intake/src/supervision/caseload.query.js');

const core = '../../../apps/intake/src';

/**
 * What the repositories of the core hand out and should not, or hold back and should not, over a connection that
 * row security does not bind: only the condition made from the rules is left.
 */
async function ruleFaults(): Promise<string[]> {
  // Loaded here, so that they come with whatever stands in for the rules at this moment.
  const { CaseRepository, CaseFileEntity, ClientEntity } = jest.requireActual<CaseAccess>(
    `${core}/case-access/index.js`,
  );
  const { ContactRepository } = jest.requireActual<Contacts>(`${core}/contacts/contact.repository.js`);
  const { ContactEntity } = jest.requireActual<ContactRow>(`${core}/contacts/contact.entity.js`);
  const { PartnerKeyPinRepository } = jest.requireActual<Pins>(`${core}/partner-keys/partner-key-pin.repository.js`);
  const { PartnerKeyPinEntity } = jest.requireActual<PinRow>(`${core}/partner-keys/partner-key-pin.entity.js`);
  const { ReleaseRepository } = jest.requireActual<Releases>(`${core}/statistics/release.repository.js`);
  const { ReleaseEntity } = jest.requireActual<ReleaseRow>(`${core}/statistics/release.entity.js`);
  const { TaskQuery } = jest.requireActual<Tasks>(`${core}/today/task.query.js`);
  const { CaseloadQuery } = jest.requireActual<Caseload>(`${core}/supervision/caseload.query.js`);
  const everything = await new DataSource({
    type: 'postgres',
    url: database.superuserUrl,
    entities: [CaseFileEntity, ClientEntity, ContactEntity, PartnerKeyPinEntity, ReleaseEntity],
  }).initialize();
  try {
    const faults: string[] = [];
    const statuses: { id: string }[] = await everything.query(`SELECT id FROM case_file WHERE status = 'open'`);
    const open = new Set(statuses.map(({ id }) => id));
    for (const actor of world.actors) {
      const tx = { manager: everything.manager, context: { actor, requestId: 'request' } };
      const compare = (resource: OracleResource, table: string, keys: string[]) => {
        const expected = world.rows.filter((row) => row.table === table && mayDo(actor, 'read', resource, row));
        const wanted = expected.map((row) => row.key).sort();
        if (keys.toSorted().join() !== wanted.join()) faults.push(`${actor.roles.join('+')}: ${table}`);
      };
      const cases = new CaseRepository();
      compare('CaseFile', 'case_file', await cases.listIds(tx, actor));
      compare(
        'CaseFile',
        'case_file',
        (await cases.list(tx, actor, 1, 1000)).map((row) => row.id),
      );
      const files = world.rows.filter((row): row is WorldRow => row.table === 'case_file');
      const ids = files.map((row) => row.key);
      const withClient = await cases.listWithClients(tx, actor, ids);
      const bare = files.filter((row) => row.bare && mayDo(actor, 'read', 'CaseFile', row)).map((row) => row.key);
      compare('CaseFile', 'case_file', [...withClient.map(({ row }) => row.id), ...bare]);
      const found: string[] = [];
      for (const id of ids.slice(0, 12)) if (await cases.find(tx, actor, 'read', id)) found.push(id);
      const reachable = files.slice(0, 12).filter((row) => mayDo(actor, 'read', 'CaseFile', row));
      if (found.join() !== reachable.map((row) => row.key).join()) faults.push(`${actor.roles.join('+')}: find`);
      const tasks = await new TaskQuery().list(tx, actor, '2026-11-20', { page: 1, whose: 'all' }, 1000);
      const wanted = files.filter((row) => open.has(row.key) && !row.bare && mayDo(actor, 'read', 'CaseFile', row));
      if (!sameMembers(new Set(tasks.map(({ caseId }) => caseId)), wanted))
        faults.push(`${actor.roles.join('+')}: today`);
      const led = files.filter((row) => open.has(row.key) && mayDo(actor, 'assign', 'CaseFile', row));
      if (!sameMembers(new Set(await new CaseloadQuery().listOpenIds(tx, actor)), led))
        faults.push(`${actor.roles.join('+')}: supervision`);
      const contacts = await new ContactRepository().listRecent(tx, actor, 1000);
      compare(
        'Contact',
        'contact',
        contacts.map((row) => row.id),
      );
      const pins = await new PartnerKeyPinRepository().list(tx, actor);
      compare(
        'PartnerKeyPin',
        'partner_key_pin',
        pins.map((row) => row.organisationId),
      );
      const releases = await new ReleaseRepository().list(tx, actor);
      compare(
        'Release',
        'release',
        releases.map((row) => row.id),
      );
    }
    return faults;
  } finally {
    await everything.destroy();
  }
}

const sameMembers = (found: ReadonlySet<string>, wanted: readonly WorldRow[]) =>
  found.size === wanted.length && wanted.every(({ key }) => found.has(key));

describe('the rules as a condition of the query, alone', () => {
  it('hand out exactly what the product page says, to every role, organisation and ownership', async () => {
    expect(await ruleFaults()).toEqual([]);
  });

  it('are missed when the condition says yes to everything', async () => {
    await jest.isolateModulesAsync(async () => {
      jest.doMock('@an-tam/access-rules/typeorm', () => ({
        ...jest.requireActual<object>('@an-tam/access-rules/typeorm'),
        scopeFor: () => ({ sql: 'TRUE', parameters: [], named: ['TRUE', {}] }),
      }));
      const faults = await ruleFaults();
      for (const table of ['case_file', 'contact', 'partner_key_pin', 'release', 'find', 'today', 'supervision'])
        expect([table, faults.some((fault) => fault.endsWith(table))]).toEqual([table, true]);
    });
    jest.dontMock('@an-tam/access-rules/typeorm');
  });
});

describe('the settings of one caller', () => {
  /** What a connection shows to whoever gets it after a manager's transaction; there is one connection in the pool. */
  async function leftOver(
    rewrite: (sql: string) => string,
  ): Promise<{ rewritten: number; seen: number; rows: number }> {
    const source = await new DataSource({
      type: 'postgres',
      url: database.url('intake_app'),
      poolSize: 1,
    }).initialize();
    try {
      let rewritten = 0;
      const manager = world.actors.find((actor) => actor.roles.join() === 'case_manager');
      if (!manager) throw new Error('The world has no manager.');
      const transaction = source.transaction.bind(source) as (run: (m: EntityManager) => Promise<unknown>) => unknown;
      const rewriting = new Proxy(source, {
        get: (target, name) =>
          name === 'transaction'
            ? (run: (m: EntityManager) => Promise<unknown>) =>
                transaction((m) => {
                  const query = m.query.bind(m);
                  m.query = (sql: string, parameters?: unknown[]) => {
                    if (rewrite(sql) !== sql) rewritten += 1;
                    return query(rewrite(sql), parameters);
                  };
                  return run(m);
                })
            : (Reflect.get(target, name) as unknown),
      });
      const seen = await new UnitOfWork(rewriting).run({ actor: manager, requestId: 'request' }, (tx) =>
        tx.manager.query<unknown[]>('SELECT id FROM case_file'),
      );
      const rows: unknown[] = await source.query('SELECT id FROM case_file');
      return { rewritten, seen: seen.length, rows: rows.length };
    } finally {
      await source.destroy();
    }
  }

  it('end with the transaction: the next one on the connection sees nothing', async () => {
    const { rewritten, seen, rows } = await leftOver((sql) => sql);
    expect([rewritten, seen > 0, rows]).toEqual([0, true, 0]);
  });

  it('are missed when they are not local to the transaction', async () => {
    const { rewritten, seen, rows } = await leftOver((sql) => sql.replaceAll(', true)', ', false)'));
    expect([rewritten, rows]).toEqual([1, seen]);
  });
});
