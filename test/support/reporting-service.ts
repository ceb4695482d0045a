import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import type { Actor, OutboxMessage } from '@an-tam/contracts';
import { releaseSignedTopic } from '@an-tam/contracts';
import type { TrustedKey } from '@an-tam/disclosure-control';
import { createService } from '@an-tam/http';
import { mintUserToken, signServiceToken } from '@an-tam/http/tokens';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { loadAdministrativeUnits } from '../../apps/reporting/src/administrative-units/index.js';
import { migrations } from '../../apps/reporting/src/migrations/index.js';
import { loadPlans } from '../../apps/reporting/src/plans/index.js';
import { reportingProblemTexts } from '../../apps/reporting/src/problem-texts.js';
import { ReportingModule } from '../../apps/reporting/src/reporting.module.js';
import { createTestDatabase } from './database.js';
import { makeTokenKeys } from './token-keys.js';

const configDir = join(__dirname, '../../config');

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** The reporting service on a database of its own, called as people and as other services call it. */
export async function startReporting(releaseKeys: readonly TrustedKey[]) {
  const database = await createTestDatabase('reporting', ['reporting_app'], migrations);
  const tokens = await makeTokenKeys(['gateway', 'intake', 'referral']);
  const app = await createService({
    name: 'reporting',
    host: '127.0.0.1',
    port: 0,
    problemTexts: reportingProblemTexts,
    beforeListen: assertRoutesDeclared,
    module: ReportingModule.forRoot({
      databaseUrl: database.url(),
      logLevel: 'silent',
      trustedKeys: tokens.trusted,
      releaseKeys,
      plans: loadPlans(configDir),
      administrativeUnits: loadAdministrativeUnits(configDir),
    }),
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const gatewayKey = await tokens.signingKey('gateway');
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const answer = (response: { statusCode: number; body: string }): Answer => ({
    status: response.statusCode,
    body: response.body === '' ? {} : (JSON.parse(response.body) as Answer['body']),
  });

  return {
    app,
    database,
    tokens,
    async get(actor: Actor, url: string): Promise<Answer> {
      const authorization = `Bearer ${await mintUserToken(actor, 'reporting', gatewayKey)}`;
      return answer(await app.inject({ method: 'GET', url, headers: { authorization } }));
    },
    /** Posts a message as a service does; `service` signs. */
    async post(message: OutboxMessage, service = 'intake'): Promise<Answer> {
      const path = '/internal/messages';
      const body = JSON.stringify(message);
      const token = await signServiceToken(
        service,
        'reporting',
        { method: 'POST', path, body, idempotencyKey: message.id },
        await tokens.signingKey(service),
      );
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': message.id,
      };
      return answer(await app.inject({ method: 'POST', url: path, headers, payload: body }));
    },
    /** Rows as the database's owner sees them once row security is lifted for this one look. */
    async rows(sql: string): Promise<Record<string, unknown>[]> {
      await owner.query('BEGIN');
      try {
        for (const table of ['release', 'inbox_message', 'audit_entry'])
          await owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
        return (await owner.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await owner.query('ROLLBACK');
      }
    },
    /** Back to an empty database, so that a file of tests needs only one service. */
    async reset(): Promise<void> {
      await owner.query('TRUNCATE release, inbox_message, audit_entry');
    },
    async stop(): Promise<void> {
      await app.close();
      await owner.end();
      await database.drop();
    },
  };
}

export type RunningReporting = Awaited<ReturnType<typeof startReporting>>;

/** A message as intake's outbox would send it. */
export function releaseMessage(
  release: unknown,
  sequence: number,
  sequenceKey = 'core-33/hung-yen-2026-2030',
): OutboxMessage {
  return { id: randomUUID(), topic: releaseSignedTopic, sequenceKey, sequence, payload: { release } };
}

/** A signed-in person; the provincial analyst of Hưng Yên unless told otherwise. */
export function makeActor(changes: Partial<Actor> = {}): Actor {
  return {
    accountId: randomUUID(),
    organisationId: randomUUID(),
    organisationName: 'Sở Y tế',
    organisationKind: 'health_department',
    provinceCode: '33',
    roles: ['provincial_analyst'],
    displayName: 'Chuyên viên tỉnh',
    grantsVersion: 1,
    ...changes,
  };
}
