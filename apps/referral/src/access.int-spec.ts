import { routesOf } from '@an-tam/access-rules/nest';
import type { Actor } from '@an-tam/contracts';
import { migrateDatabase } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';
import {
  makeCentre,
  makePartner,
  setUpPartner,
  startReferral,
  type RunningReferral,
} from '../../../test/support/referral-service.js';
import { migrations } from './migrations/index.js';
import { plaintextColumns } from './plaintext-registry.js';

let referral: RunningReferral;
let partner: Awaited<ReturnType<typeof setUpPartner>>;
let referralId: string;

beforeAll(async () => {
  referral = await startReferral();
  partner = await setUpPartner(referral);
  const request = makeCentre().request(partner);
  referralId = request.payload.referralId;
  expect((await referral.deliver(request)).status).toBe(204);
});
afterAll(() => referral.stop());

const permitted = () => routesOf(referral.app).filter(({ permission }) => permission?.kind === 'permit');
const outsiders: [string, Partial<Actor>][] = [
  ['a provincial analyst', { roles: ['provincial_analyst'], organisationKind: 'health_department' }],
  ['a reporting officer', { roles: ['reporting_officer'], organisationKind: 'reporting_unit' }],
  ['a reporting officer of the police', { roles: ['reporting_officer'], organisationKind: 'enforcement_body' }],
];

describe('routes', () => {
  it('are those we know, each with its permission', () => {
    expect(
      routesOf(referral.app)
        .map(({ method, path, permission }) => `${method} ${path} ${permission?.kind}`)
        .sort(),
    ).toEqual([
      'GET /audit-entries permit',
      'GET /audit-seal permit',
      'GET /directory/services permit',
      'GET /health/live public',
      'GET /health/metrics public',
      'GET /health/ready public',
      'GET /inbox permit',
      'GET /inbox/:id permit',
      'GET /partner-key permit',
      'POST /audit-checks permit',
      'POST /directory/services permit',
      'POST /inbox/:id/decisions permit',
      'POST /internal/messages service',
      'POST /partner-key permit',
      'PUT /directory/services/:id permit',
    ]);
  });

  it.each(outsiders)('answer %s 403 before any look-up, and record it', async (_name, changes) => {
    // The very organisation that may read it all: the role alone decides.
    const outsider = makePartner({ organisationId: partner.manager.organisationId, ...changes });
    expect((await referral.get(partner.manager, `/inbox/${referralId}`)).status).toBe(200);
    for (const { method, path } of permitted()) {
      const url = path.replace(':id', referralId);
      const answer = await referral.call(outsider, method as 'GET', url, method === 'GET' ? undefined : {});
      expect([path, answer.status, answer.body['code']]).toEqual([path, 403, 'FORBIDDEN']);
    }
    const entries = await referral.rows('SELECT reason, outcome FROM audit_entry WHERE account_id = $1', [
      outsider.accountId,
    ]);
    expect(entries).toEqual(permitted().map(() => ({ reason: 'forbidden', outcome: 'denied' })));
  });

  it('answer nobody without a token', async () => {
    for (const { method, path } of permitted()) {
      const answer = await referral.app.inject({ method: method as 'GET', url: path.replace(':id', referralId) });
      expect([path, answer.statusCode]).toEqual([path, 401]);
    }
  });
});

describe('row security under the rules', () => {
  const content = [
    'organization',
    'service',
    'schedule',
    'service_capacity',
    'partner_key',
    'partner_secret_key',
    'referral',
    'referral_transition',
  ];
  const asPartner = (organisationId: string, roles = 'partner_worker') => ({
    'app.organisation_id': organisationId,
    'app.account_id': randomUUID(),
    'app.roles': roles,
  });

  it('is on and forced for every table but the migrations', async () => {
    expect(
      await referral.rows(
        `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
          AND NOT (relrowsecurity AND relforcerowsecurity)`,
      ),
    ).toEqual([{ relname: 'schema_migration' }]);
  });

  it('shows no row without the settings of a caller', async () => {
    for (const table of [...content, 'audit_entry', 'outbox_message', 'inbox_message']) {
      expect([table, (await referral.rows(`SELECT 1 FROM ${table}`)).length > 0]).toEqual([table, true]);
      expect([table, await referral.rowsAsApp(`SELECT * FROM ${table}`)]).toEqual([table, []]);
    }
  });

  it('alone hides the rows of another organisation', async () => {
    for (const table of content) {
      const own = await referral.rowsAsApp(`SELECT * FROM ${table}`, asPartner(partner.manager.organisationId));
      expect([table, own.length > 0]).toEqual([table, true]);
      expect([table, await referral.rowsAsApp(`SELECT * FROM ${table}`, asPartner(randomUUID()))]).toEqual([table, []]);
    }
  });

  it('alone keeps another organisation from changing a row', async () => {
    const change = `UPDATE referral SET state = state WHERE id = '${referralId}' RETURNING id`;
    expect(await referral.rowsAsApp(change, asPartner(partner.manager.organisationId))).toHaveLength(1);
    expect(await referral.rowsAsApp(change, asPartner(randomUUID()))).toEqual([]);
  });

  it('alone shows a centre the directory and public keys, and no referral nor sealed key', async () => {
    const centre = asPartner(randomUUID(), 'case_manager');
    for (const table of ['organization', 'service', 'partner_key'])
      expect([table, (await referral.rowsAsApp(`SELECT 1 FROM ${table}`, centre)).length > 0]).toEqual([table, true]);
    for (const table of ['partner_secret_key', 'referral', 'referral_transition'])
      expect([table, await referral.rowsAsApp(`SELECT * FROM ${table}`, centre)]).toEqual([table, []]);
  });

  it('alone hides everything from a role that has no business here, in the very organisation', async () => {
    const analyst = asPartner(partner.manager.organisationId, 'provincial_analyst,reporting_officer,administrator');
    for (const table of content)
      expect([table, await referral.rowsAsApp(`SELECT * FROM ${table}`, analyst)]).toEqual([table, []]);
  });
});

describe('rules over row security', () => {
  it('alone hide the referrals, services and keys of another organisation', async () => {
    const other = makePartner();
    const tables = ['referral', 'service', 'partner_key', 'partner_secret_key'];
    for (const table of tables) await referral.rows(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    try {
      expect((await referral.get(partner.manager, `/inbox/${referralId}`)).status).toBe(200);
      expect((await referral.get(other, `/inbox/${referralId}`)).status).toBe(404);
      expect((await referral.get(other, '/inbox')).body).toEqual({ referrals: [] });
      expect((await referral.get(other, '/directory/services')).body).toEqual({ services: [] });
      expect((await referral.get(other, '/partner-key')).body).toEqual({ key: null });
      const accept = { step: 'accept', version: 2 };
      expect((await referral.call(other, 'POST', `/inbox/${referralId}/decisions`, accept)).status).toBe(404);
    } finally {
      for (const table of tables) await referral.rows(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    }
  });
});

describe('the log', () => {
  it('is read by the data-protection officer of the organisation alone', async () => {
    await referral.get(partner.manager, `/inbox/${referralId}`);
    const officer = makePartner({ organisationId: partner.manager.organisationId, roles: ['dpo'] });
    const { status, body } = await referral.get(officer, '/audit-entries?limit=500');
    expect(status).toBe(200);
    expect(body['entries']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'read',
          resource: 'InboxReferral',
          recordId: referralId,
          accountId: partner.manager.accountId,
        }),
      ]),
    );
    const foreign = await referral.get(makePartner({ roles: ['dpo'] }), '/audit-entries?limit=500');
    expect(foreign.status).toBe(200);
    const seen = foreign.body['entries'] as { action: string; resource: string }[];
    expect(seen.map(({ action, resource }) => `${action} ${resource}`)).toEqual(['list AuditEntry']);
    expect((await referral.get(partner.manager, '/audit-entries')).status).toBe(403);
  });

  it('can be added to, and nothing else', async () => {
    for (const change of ['UPDATE audit_entry SET action = action', 'DELETE FROM audit_entry'])
      await expect(referral.rowsAsApp(change)).rejects.toThrow(/permission denied/);
  });
});

describe('the database', () => {
  it('holds exactly the registered columns', async () => {
    const columns = await referral.rows(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
        ORDER BY table_name COLLATE "C", column_name COLLATE "C"`,
    );
    const registered = Object.entries(plaintextColumns)
      .flatMap(([table, reasons]) => Object.keys(reasons).map((column) => `${table}.${column}`))
      .sort();
    expect(columns.map((c) => `${String(c['table_name'])}.${String(c['column_name'])}`).sort()).toEqual(registered);
  });

  it('goes back to nothing and forth again', async () => {
    const { DataSource } = await import('typeorm');
    const { createTestDatabase } = await import('../../../test/support/database.js');
    const database = await createTestDatabase('referral', ['referral_app'], migrations);
    const source = await new DataSource({
      type: 'postgres',
      url: database.ownerUrl,
      migrations: [...migrations],
      migrationsTableName: 'schema_migration',
    }).initialize();
    for (const _ of migrations) await source.undoLastMigration();
    const left: { tablename: string }[] = await source.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    await source.destroy();
    expect(left.map(({ tablename }) => tablename)).toEqual(['schema_migration']);
    expect(await migrateDatabase(database.ownerUrl, migrations)).toHaveLength(migrations.length);
    await database.drop();
  });
});
