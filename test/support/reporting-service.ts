import 'reflect-metadata';
import { assertRoutesDeclared } from '@an-tam/access-rules/nest';
import type { Actor, OutboxMessage } from '@an-tam/contracts';
import { releaseSignedTopic } from '@an-tam/contracts';
import type { TrustedKey } from '@an-tam/disclosure-control';
import { createService } from '@an-tam/http';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadAdministrativeUnits } from '../../apps/reporting/src/administrative-units/index.js';
import { migrations } from '../../apps/reporting/src/migrations/index.js';
import { loadPlans } from '../../apps/reporting/src/plans/index.js';
import { reportingProblemTexts } from '../../apps/reporting/src/problem-texts.js';
import { ReportingModule } from '../../apps/reporting/src/reporting.module.js';
import { createTestDatabase, queryRows } from './database.js';
import { callsTo } from './service-calls.js';
import { makeTokenKeys } from './token-keys.js';

const configDir = join(__dirname, '../../config');

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
      auditSealing: { AN_TAM_PROFILE: 'demo' },
      databaseUrl: database.url(),
      logLevel: 'silent',
      trustedKeys: tokens.trusted,
      releaseKeys,
      plans: loadPlans(configDir),
      administrativeUnits: loadAdministrativeUnits(configDir),
    }),
  });
  const { call, deliverFrom } = await callsTo('reporting', app, tokens);

  return {
    app,
    call,
    get: (actor: Actor, url: string) => call(actor, 'GET', url),
    deliver: (message: OutboxMessage, sender = 'intake') => deliverFrom(sender, message),
    /** Past row security. */
    rows: (sql: string) => queryRows(database.superuserUrl, sql),
    /** With only row security between the service's own role and the table. */
    rowsAsApp: (sql: string, settings: Readonly<Record<string, string>> = {}) =>
      queryRows(database.url('reporting_app'), sql, { settings }),
    /** Back to an empty database, so that a file of tests needs only one service. */
    async reset(): Promise<void> {
      await queryRows(database.superuserUrl, 'TRUNCATE release, inbox_message, audit_entry');
    },
    async stop(): Promise<void> {
      await app.close();
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
