import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { assertSchemaCurrent, migrateDatabase, SchemaMismatchError } from './migrate.js';
import { PreparingClient } from './preparing-client.js';
import { UnitOfWork } from './unit-of-work.js';

class CreateNote1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE note (id serial PRIMARY KEY, organisation_id uuid NOT NULL, text text NOT NULL)`);
    await runner.query(`ALTER TABLE note ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE note FORCE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY note_of_organisation ON note USING (organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid)`,
    );
    await runner.query(`GRANT SELECT, INSERT ON note TO sample_app`);
    await runner.query(`GRANT USAGE ON SEQUENCE note_id_seq TO sample_app`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE note`);
  }
}

class AddColour1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE note ADD COLUMN colour text`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE note DROP COLUMN colour`);
  }
}

class Broken1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE note ADD COLUMN half text`);
    await runner.query(`ALTER TABLE no_such_table ADD COLUMN x text`);
  }
  async down(): Promise<void> {
    throw new Error('never applied');
  }
}

const organisation = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const as = (n: number) => ({ actor: { system: 'test', organisationId: organisation(n) }, requestId: 'request-1' });

describe('persistence', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await createTestDatabase('sample', ['sample_app'], [CreateNote1700000000001]);
    const extra = { Client: PreparingClient };
    dataSource = await new DataSource({ type: 'postgres', url: database.url(), poolSize: 1, extra }).initialize();
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('keeps row security to the transaction: a pooled connection carries nothing to the next caller', async () => {
    const unitOfWork = new UnitOfWork(dataSource);
    await unitOfWork.run(as(1), (tx) =>
      tx.manager.query(`INSERT INTO note (organisation_id, text) VALUES ($1, 'one')`, [organisation(1)]),
    );
    const count = (n: number) =>
      unitOfWork.run(as(n), async (tx): Promise<unknown[]> => tx.manager.query('SELECT 1 FROM note'));
    expect(await count(1)).toHaveLength(1);
    // The pool has one connection, so this is the one that was used above.
    expect(await dataSource.query('SELECT 1 FROM note')).toEqual([]);
    expect(await count(2)).toHaveLength(0);
  });

  it('rolls everything back when the work fails', async () => {
    const unitOfWork = new UnitOfWork(dataSource);
    const failing = unitOfWork.run(as(1), async (tx) => {
      await tx.manager.query(`INSERT INTO note (organisation_id, text) VALUES ($1, 'lost')`, [organisation(1)]);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await unitOfWork.run(as(1), (tx) => tx.manager.query('SELECT 1 FROM note'))).toEqual([]);
  });

  it('plans a statement once, and a statement that fails takes everything with it and nothing after it', async () => {
    const unitOfWork = new UnitOfWork(dataSource);
    const add = (text: string | null) =>
      unitOfWork.run(as(1), async (tx) => {
        await tx.manager.query('INSERT INTO note (organisation_id, text) VALUES ($1, $2)', [organisation(1), 'before']);
        await tx.manager.query('INSERT INTO note (organisation_id, text) VALUES ($1, $2)', [organisation(1), text]);
      });
    await expect(add(null)).rejects.toThrow(/null value in column "text"/);
    for (const text of ['one', 'two']) await add(text);
    const texts = unitOfWork.run(as(1), (tx) => tx.manager.query<object[]>('SELECT text FROM note WHERE id > $1', [0]));
    expect(await texts).toEqual(['before', 'one', 'before', 'two'].map((text) => ({ text })));
    const plans: object[] = await dataSource.query(
      `SELECT 1 FROM pg_prepared_statements WHERE statement LIKE 'INSERT%'`,
    );
    expect(plans).toHaveLength(1);
  });

  it('refuses to serve an older and a newer database, saying what to do', async () => {
    const older = assertSchemaCurrent(dataSource, [CreateNote1700000000001, AddColour1700000000002]);
    await expect(older).rejects.toThrow(/older than this version.*Run the migrations first/);
    await expect(assertSchemaCurrent(dataSource, [CreateNote1700000000001])).resolves.toBeUndefined();
    await expect(assertSchemaCurrent(dataSource, [])).rejects.toThrow(/newer than this version/);
    await expect(migrateDatabase(database.ownerUrl, [])).rejects.toThrow(SchemaMismatchError);
  });

  it('applies all pending migrations or none', async () => {
    const all = [CreateNote1700000000001, AddColour1700000000002, Broken1700000000003];
    await expect(migrateDatabase(database.ownerUrl, all)).rejects.toThrow(/no_such_table/);
    const columns: { name: string }[] = await dataSource.query(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'note'`,
    );
    expect(columns.map((c) => c.name)).toEqual(['id', 'organisation_id', 'text']);
    expect(await migrateDatabase(database.ownerUrl, all.slice(0, 2))).toEqual(['AddColour1700000000002']);
    expect(await migrateDatabase(database.ownerUrl, all.slice(0, 2))).toEqual([]);
  });

  it('gives the service role no way round row security', async () => {
    const [role] = await dataSource.query<object[]>(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user`,
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    await expect(dataSource.query('ALTER TABLE note DISABLE ROW LEVEL SECURITY')).rejects.toThrow(/must be owner/);
  });
});
