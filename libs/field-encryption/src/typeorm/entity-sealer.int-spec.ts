import { randomUUID } from 'node:crypto';
import { Column, DataSource, Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, queryRows, type TestDatabase } from '../../../../test/support/database.js';
import { FormatError } from '../core/errors.js';
import { ready } from '../core/sodium.js';
import { newCaseKey } from '../fields/case-key.js';
import { IncompleteRowError, RowCodec, RowUnreadableError } from '../fields/row-codec.js';
import type { SealedTable } from '../fields/sealed-table.js';
import { EntitySealer } from './entity-sealer.js';
import { rowMacColumnV1, sealedColumnV1 } from './sealed-column-sql.js';
import type { Content, Head, Sealed } from './sealed-property.js';
import { SealedRowEntity } from './sealed-row.entity.js';

@Entity('visitor')
class VisitorEntity extends SealedRowEntity {
  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'bytea' })
  alias!: Sealed<string>;

  @Column({ name: 'mobile', type: 'bytea' })
  phone!: Sealed<string | null>;

  @Column({ name: 'phone_index', type: 'bytea', nullable: true })
  phoneIndex!: Buffer | null;

  @Column({ name: 'phone_index_version', type: 'integer', nullable: true })
  phoneIndexVersion!: number | null;
}

@Entity('stranger')
class StrangerEntity extends SealedRowEntity {}

/** The database calls the table `visitor` and the phone `mobile` since a renaming. */
const visitors: SealedTable = {
  table: 'client',
  storedAs: 'visitor',
  renamed: { phone: 'mobile' },
  policy: ['centre_id', 'status'],
  columns: [
    { column: 'alias', type: 'text', padding: 'text', dataCategory: 'alias', purpose: 'a test' },
    {
      column: 'phone',
      type: 'text',
      padding: 'fixed64',
      index: { name: 'phone', normaliser: 'phone', column: 'phone_index', versionColumn: 'phone_index_version' },
      dataCategory: 'contact',
      purpose: 'a test',
    },
  ],
};

class CreateVisitor1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE visitor (id uuid PRIMARY KEY, case_id uuid NOT NULL, centre_id uuid NOT NULL,
      version integer NOT NULL, status text NOT NULL, phone_index bytea, phone_index_version integer, ${rowMacColumnV1},
      ${sealedColumnV1('alias', 'text')}, ${sealedColumnV1('mobile', 'fixed64')})`);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON visitor TO visits_app');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE visitor');
  }
}

describe('entities in a database', () => {
  const key = newCaseKey();
  const codec = new RowCodec([visitors]);
  const sealer = new EntitySealer(codec);
  const bik = { version: 3, bytes: new Uint8Array(32).fill(9) };
  let test: TestDatabase;
  let database: DataSource;

  beforeAll(async () => {
    await ready();
    test = await createTestDatabase('visits', ['visits_app'], [CreateVisitor1795300000000]);
    database = await new DataSource({ type: 'postgres', url: test.url(), entities: [VisitorEntity] }).initialize();
  });
  afterAll(async () => {
    await database.destroy();
    await test.drop();
  });

  const content = (changes: Partial<Content<VisitorEntity>> = {}): Content<VisitorEntity> => ({
    alias: 'Sen',
    phone: '0912 345 678',
    ...changes,
  });
  const head = (): Head<VisitorEntity> => ({
    id: randomUUID(),
    caseId: randomUUID(),
    centreId: randomUUID(),
    version: 1,
    status: 'open',
    ...sealer.indexes(VisitorEntity, bik, content()),
  });
  async function store(): Promise<VisitorEntity> {
    const row = sealer.seal(VisitorEntity, key, head(), content());
    await database.manager.insert(VisitorEntity, row);
    const found = await database.manager.findOneByOrFail(VisitorEntity, { id: row.id });
    expect(sealer.open(VisitorEntity, [key], found)).toEqual(content());
    return found;
  }
  const opened = async ({ id }: VisitorEntity) =>
    sealer.open(VisitorEntity, [key], await database.manager.findOneByOrFail(VisitorEntity, { id }));

  it('come back as they were sealed, whole or in part', async () => {
    const row = await store();
    expect(sealer.open(VisitorEntity, [key], row, ['alias'])).toEqual({ alias: 'Sen' });
    const text = sealer.sealedText(VisitorEntity, [key], row, 'phone');
    expect(codec.fields.openValue(key, text.place, text.sealed)).toBe('0912 345 678');
    const wanted = {
      phoneIndex: sealer.index(VisitorEntity, bik, 'phone', '+84912345678'),
      phoneIndexVersion: bik.version,
    };
    expect(await database.manager.countBy(VisitorEntity, wanted)).toBe(1);
    const none = { phoneIndex: null, phoneIndexVersion: null };
    expect(sealer.indexes(VisitorEntity, bik, content({ phone: null }))).toEqual(none);
  });

  it('keep their logical names in what is sealed, whatever the database calls them', async () => {
    const { id, caseId, centreId, version, status, phoneIndex, phoneIndexVersion, rowMac, alias, phone } =
      await store();
    const row = { id, case_id: caseId, centre_id: centreId, version, status, row_mac: rowMac, alias, phone };
    const indexed = { ...row, phone_index: phoneIndex, phone_index_version: phoneIndexVersion };
    expect(codec.open([key], 'client', indexed)).toEqual(content());
  });

  it('loaded in part are refused before anything is opened', async () => {
    const { id } = await store();
    const part = await database.manager.findOneOrFail(VisitorEntity, {
      where: { id },
      select: { id: true, caseId: true, version: true, rowMac: true, alias: true },
    });
    expect(() => sealer.open(VisitorEntity, [key], part, ['alias'])).toThrow(IncompleteRowError);
  });

  it('cannot be given plaintext, a shorter value or none by a raw insert or an update', async () => {
    const row = await store();
    const refused = async (sql: string, value: unknown) =>
      expect(
        await queryRows(test.url(), sql, { parameters: [value, row.id] }).catch(({ code }: { code: string }) => code),
      ).toMatch(/^23(514|502)$/);
    for (const value of [Buffer.from('Sen'), Buffer.from('x'.repeat(200)), row.alias.subarray(0, 127), null]) {
      await refused('UPDATE visitor SET alias = $1 WHERE id = $2', value);
      await refused(
        `INSERT INTO visitor (id, case_id, centre_id, version, status, row_mac, mobile, alias)
          SELECT gen_random_uuid(), case_id, centre_id, version, status, row_mac, mobile, $1 FROM visitor WHERE id = $2`,
        value,
      );
    }
    // A text has lengths to choose from; a column of one size takes that size alone.
    const longer = sealer.seal(VisitorEntity, key, row, content({ alias: 'x'.repeat(100) })).alias;
    await refused('UPDATE visitor SET mobile = $1 WHERE id = $2', longer);
    await queryRows(test.url(), 'UPDATE visitor SET alias = $1 WHERE id = $2', { parameters: [longer, row.id] });
  });

  it.each<[string, (row: VisitorEntity) => Promise<unknown>]>([
    ['a sealed column', ({ id }) => database.manager.update(VisitorEntity, { id }, { alias: other().alias })],
    ['a policy column', ({ id }) => database.manager.update(VisitorEntity, { id }, { status: 'closed' })],
    ['an index', ({ id }) => database.manager.update(VisitorEntity, { id }, { phoneIndex: null })],
    [
      'a column through the query builder',
      ({ id }) => database.createQueryBuilder().update(VisitorEntity).set({ version: 9 }).where({ id }).execute(),
    ],
  ])('open no more after an update of %s alone', async (_what, update) => {
    const row = await store();
    await update(row);
    await expect(opened(row)).rejects.toThrow(RowUnreadableError);
  });

  const other = () => sealer.seal(VisitorEntity, key, head(), content({ alias: 'Lan' }));

  it('that the registry does not know, or that lack a column, are not sealed at all', () => {
    const { caseId, centreId, id, version } = head();
    const bare = { caseId, centreId, id, version };
    expect(() => sealer.seal(StrangerEntity, key, bare, {})).toThrow(FormatError);
    const wider = new EntitySealer(new RowCodec([{ ...visitors, policy: [...visitors.policy, 'assignee_id'] }]));
    expect(() => wider.seal(VisitorEntity, key, head(), content())).toThrow(/no property for client\.assignee_id/);
  });
});
