import { generateKeyPairSync } from 'node:crypto';
import {
  documentedRoutes,
  matrixGaps,
  MatrixTrial,
  routesToTry,
  type MatrixRoute,
} from '../../support/access-matrix.js';
import { makeActor, releaseMessage, startReporting, type RunningReporting } from '../../support/reporting-service.js';
import { makeSignedRelease } from '../../support/signed-release.js';

const key = generateKeyPairSync('ed25519');
const analyst = makeActor();
const unit = makeActor({ roles: ['reporting_officer'], organisationKind: 'reporting_unit', communeCode: '11953' });
const dpo = makeActor({ organisationId: analyst.organisationId, roles: ['dpo'] });

let reporting: RunningReporting;

beforeAll(async () => {
  reporting = await startReporting([{ issuer: 'core-33', province: '33', publicKey: key.publicKey }]);
  const release = makeSignedRelease({
    key: key.privateKey,
    units: ['11953'],
    counts: { '11953': { eligible: 50, reached: 40 } },
  });
  await reporting.deliver(releaseMessage(release.envelope, 1));
  await reporting.get(analyst, '/coverage?target=HY-03&year=2026');
});
afterAll(() => reporting.stop());

const table: Readonly<Record<string, MatrixRoute>> = {
  'GET /coverage': {
    owner: analyst,
    ids: async () => ({ 'query:target': 'HY-03' }),
    nonexistent: { 'query:target': 'XX-99' },
    query: 'year=2026',
  },
  'GET /unit-targets': { owner: unit, shows: ({ body }) => JSON.stringify(body).includes('HY-06') },
  'GET /audit-seal': { owner: dpo },
  'POST /audit-checks': { owner: dpo },
  'GET /audit-entries': {
    owner: dpo,
    open: {
      'query:caseId': 'no entry of this service names a case',
      'query:accountId': 'names a member of staff; outside the organisation the id gives nothing',
    },
    shows: ({ body }, asker) =>
      (body['entries'] as { accountId: string }[]).some((entry) => entry.accountId !== asker.accountId),
  },
};

describe('reporting, every route as every role at every place', () => {
  it('is in the matrix with every route that its OpenAPI document names', () => {
    expect(matrixGaps('reporting', table)).toEqual([]);
  });

  it.each(routesToTry('reporting').map((route) => [route.name, route] as const))('%s', async (name, route) => {
    const owned = table[name];
    if (!owned) throw new Error('The route is not in the matrix.');
    expect(await new MatrixTrial(reporting.call, route, owned).faults()).toEqual([]);
  });

  it('keeps routes for services from every person', async () => {
    const routes = documentedRoutes('reporting').filter(({ permission }) => permission.kind === 'service');
    expect(routes.map(({ name }) => name)).toContain('POST /internal/messages');
    for (const { method, path } of routes) expect((await reporting.call(analyst, method, path, {})).status).toBe(401);
  });
});
