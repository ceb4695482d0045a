import type { Actor, UserContext } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import { randomUUID } from 'node:crypto';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { AuditLog, AuditStoreRefusedError } from './audit-log.js';
import { auditTableV1 } from './audit-table.js';
import { FindAuditEntriesQuery } from './find-audit-entries.query.js';

class CreateAuditTable1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of auditTableV1('logged_app')) await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE audit_entry`);
  }
}

const organisationId = randomUUID();

function contextOf(roles: Actor['roles'], changes: Partial<Actor> = {}): UserContext {
  const actor: Actor = {
    ...{
      accountId: randomUUID(),
      organisationId,
      organisationName: 'Trung tâm',
      organisationKind: 'social_work_centre',
    },
    ...{ provinceCode: '33', roles, displayName: 'x', grantsVersion: 1 },
    ...changes,
  };
  return { actor, requestId: randomUUID() };
}

describe('the audit log', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let audit: AuditLog;

  beforeAll(async () => {
    database = await createTestDatabase('logged', ['logged_app'], [CreateAuditTable1700000000001]);
    dataSource = await new DataSource({ type: 'postgres', url: database.url() }).initialize();
    unitOfWork = new UnitOfWork(dataSource);
    audit = new AuditLog(unitOfWork);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const seenBy = (context: UserContext) =>
    unitOfWork.run(context, async (tx) => (await new FindAuditEntriesQuery().list(tx, { limit: 500 })).entries);

  it('keeps an entry only if what it tells of was kept, and a denial in any case', async () => {
    const worker = contextOf(['case_manager']);
    const kept = randomUUID();
    const lost = randomUUID();
    await unitOfWork.run(worker, (tx) => audit.append(tx, { action: 'create', resource: 'CaseFile', recordId: kept }));
    const failing = unitOfWork.run(worker, async (tx) => {
      await audit.append(tx, { action: 'create', resource: 'CaseFile', recordId: lost });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await audit.record(worker, { action: 'read', resource: 'CaseFile', recordId: lost, reason: 'not_visible' });
    const entries = (await seenBy(contextOf(['dpo']))).filter((e) => e.accountId === worker.actor.accountId);
    expect(entries.map((e) => [e.recordId, e.action, e.outcome, e.reason, e.requestId]).reverse()).toEqual([
      [kept, 'create', 'done', null, worker.requestId],
      [lost, 'read', 'denied', 'not_visible', worker.requestId],
    ]);
  });

  it('shows entries to the data-protection officer of the organisation and to nobody else', async () => {
    await unitOfWork.run(contextOf(['supervisor']), (tx) => audit.append(tx, { action: 'read', resource: 'CaseFile' }));
    expect((await seenBy(contextOf(['dpo']))).length).toBeGreaterThan(0);
    expect(await seenBy(contextOf(['supervisor', 'administrator']))).toEqual([]);
    expect(await seenBy(contextOf(['dpo'], { organisationId: randomUUID() }))).toEqual([]);
  });

  it('takes no entry in the name of another organisation or request, and lets none be changed', async () => {
    const context = contextOf(['case_manager']);
    const forged = unitOfWork.run(context, (tx) =>
      audit.append(
        { manager: tx.manager, context: { ...context, actor: { ...context.actor, organisationId: randomUUID() } } },
        { action: 'read', resource: 'CaseFile' },
      ),
    );
    await expect(forged).rejects.toThrow(AuditStoreRefusedError);
    await expect(forged).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/row-level security/) as string },
    });
    const otherRequest = unitOfWork.run(context, (tx) =>
      audit.append(
        { manager: tx.manager, context: { ...context, requestId: 'another' } },
        { action: 'read', resource: 'X' },
      ),
    );
    await expect(otherRequest).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/row-level security/) as string },
    });
    for (const sql of [`UPDATE audit_entry SET action = 'x'`, `DELETE FROM audit_entry`, `TRUNCATE audit_entry`]) {
      await expect(dataSource.query(sql)).rejects.toThrow(/permission denied/);
    }
  });
});
