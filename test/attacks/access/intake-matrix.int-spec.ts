import type { Actor } from '@an-tam/contracts';
import { generatePartnerKeyPair, fingerprint, toBase64Url } from '@an-tam/field-encryption';
import { randomUUID } from 'node:crypto';
import {
  documentedRoutes,
  matrixGaps,
  MatrixTrial,
  routesToTry,
  type Ids,
  type MatrixRoute,
} from '../../support/access-matrix.js';
import { careRoutes, expiringFile, pendingRoutes } from '../../support/care-matrix.js';
import { handoverRoutes, prepareHandovers } from '../../support/handover-matrix.js';
import {
  colleagueOf,
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  today,
  type RunningIntake,
} from '../../support/intake-service.js';

let intake: RunningIntake;

const manager = makeStaff();
const supervisor = colleagueOf(manager, ['supervisor']);
const worker = colleagueOf(manager, ['outreach_worker']);
const officer = makeStaff({ roles: ['release_officer'], organisationKind: 'core_host' });
const releaseDpo = colleagueOf(officer, ['dpo']);
const dpo = colleagueOf(manager, ['dpo']);
const keeper = colleagueOf(manager, ['case_manager', 'safeguarding']);
const people = () => ({ intake, manager, supervisor, keeper, alias });
const quickContact = { occurredOn: today, channel: 'HOTLINE', given: ['COUNSELLING'], followUpWanted: false };
const alias = `Hoa ${randomUUID()}`;

/** Days of the service's own calendar. */
const leave = { fromOn: '2026-12-15', untilOn: '2026-12-18' };

let code: string;
/** One thing of each kind that lists and searches could show. */
beforeAll(async () => {
  intake = await startIntake({ today: '2026-12-15' });
  ({ code } = await openCase(intake, manager, { alias }));
  await needOf(manager);
  await coverOf(supervisor);
  await erasureOf(supervisor);
  await waitingOf();
  await findingOf();
  await careRoutes(people(), caseOf)['POST /cases/{id}/care-plan/decision']?.ids?.(supervisor);
  await prepareHandovers(people(), caseOf);
  const { id } = (await intake.post(officer, '/releases', { plan, period: '2026-H1' })).body;
  for (const approver of [officer, releaseDpo]) await intake.post(approver, `/releases/${String(id)}/approvals`, {});
  await intake.post(worker, '/contacts', quickContact);
  await pendingRoutes(people())['POST /pending-contacts/{id}/refusal']?.ids?.(manager);
  await expiringFile(people(), caseOf);
});
afterAll(() => intake.stop());

const codes = new Map<string, string>();

async function caseOf(actor: Actor): Promise<Ids> {
  const { id, code } = await openCase(intake, actor, { alias });
  codes.set(id, code);
  return { 'path:id': id };
}

const partner = 'names a partner organisation or its service, which the directory shows to every centre';
const colleague = 'names a member of staff, whom colleagues know; outside the centre the id gives nothing';
const shown = (text: string) => (answer: { body: object }) => JSON.stringify(answer.body).includes(text);

const plan = 'hung-yen-2026-2030';

/** The second half of the year, closed by the trial of that route or now. */
async function releaseOf(actor: Actor): Promise<Ids> {
  await intake.post(actor, '/releases', { plan, period: '2026-H2' });
  const { releases } = (await intake.get(actor, '/releases')).body as { releases: { id: string }[] };
  return { 'path:id': releases[0]?.id ?? '' };
}

async function consentOf(actor: Actor): Promise<Ids> {
  const file = await caseOf(actor);
  const caseId = file['path:id'] ?? '';
  return { ...file, 'path:consentId': await consentToReferral(intake, actor, caseId, randomUUID()) };
}

async function erasureOf(actor: Actor): Promise<Ids> {
  const file = await caseOf(actor);
  const typed = codes.get(file['path:id'] ?? '');
  await intake.post(actor, `/cases/${file['path:id']}/erasure`, { version: 1, typed });
  return file;
}

const staffOf = (actor: Actor) => colleagueOf(actor, ['outreach_worker']).accountId;

async function coverOf(actor: Actor): Promise<Ids> {
  const cover = { absentId: staffOf(actor), coverId: staffOf(actor), ...leave };
  return { 'path:id': String((await intake.post(actor, '/leave-covers', cover)).body['id']) };
}

const openedByWorker = { centreId: manager.organisationId, accountId: worker.accountId };

/** An emergency of a worker whom the client has excluded: it waits for a second person. */
async function waitingOf(): Promise<Ids> {
  const file = await openCase(intake, manager, { alias });
  const without = { version: 1, accountIds: [worker.accountId] };
  await intake.call(manager, 'PUT', `/cases/${file.id}/excluded-staff`, without);
  const opened = await intake.post(worker, '/emergency-accesses', { code: file.code, reason: 'medical' });
  return { 'path:id': String(opened.body['id']) };
}

/** A night of the worker's that nobody has asked about. */
async function findingOf(): Promise<Ids> {
  const [found] = await intake.rows(
    `INSERT INTO access_finding (id, centre_id, account_id, day, rule, observed, usual, expires_on)
     VALUES (gen_random_uuid(), '${manager.organisationId}', '${worker.accountId}',
       current_date - (SELECT count(*)::int FROM access_finding), 'night', 4, 2, 'tomorrow') RETURNING id`,
  );
  return { 'path:id': String(found?.['id']) };
}

const partnerOf = new Map<string, Awaited<ReturnType<typeof pinPartner>>>();

async function needOf(actor: Actor): Promise<Ids> {
  const pinned = partnerOf.get(actor.organisationId) ?? (await pinPartner(intake, actor));
  partnerOf.set(actor.organisationId, pinned);
  const file = await caseOf(actor);
  const consentId = await consentToReferral(intake, actor, file['path:id'] ?? '', pinned.organisationId);
  return { ...file, 'body:consentId': consentId };
}

function table(code: string): Record<string, MatrixRoute> {
  const file = { owner: manager, ids: caseOf };
  const keys = generatePartnerKeyPair();
  const serviceId = randomUUID();
  return {
    'GET /cases': { owner: manager, shows: shown(alias) },
    'POST /case-searches': { owner: manager, body: () => ({ code }), shows: shown(code) },
    'GET /cases/{id}': file,
    'PATCH /cases/{id}': { ...file, body: () => ({ version: 1, alias }) },
    'GET /cases/{id}/identity': file,
    'GET /cases/{id}/possible-duplicates': file,
    'GET /cases/{id}/readers': file,
    'POST /cases/{id}/consents': {
      ...file,
      open: { 'body:recipientOrganisationId': partner },
      body: () => ({ purpose: 'statistics', form: 'spoken', wordingVersion: 'statistics/1' }),
    },
    'POST /cases/{id}/consents/{consentId}/withdrawal': { owner: manager, ids: consentOf },
    'GET /cases/{id}/erasure': {
      owner: supervisor,
      ids: erasureOf,
    },
    'GET /erasures': { owner: supervisor, shows: ({ body }) => (body['erasures'] as unknown[]).length > 0 },
    'POST /cases/{id}/erasure': {
      owner: supervisor,
      ids: caseOf,
      body: (ids) => ({ version: 1, typed: codes.get(ids['path:id'] ?? '') ?? code }),
    },
    'POST /cases/{id}/follow-ups': {
      ...file,
      body: () => ({ occurredOn: today, channel: 'HOTLINE', servicesDelivered: [] }),
    },
    'POST /cases/{id}/referral-previews': {
      ...file,
      open: { 'body:organisationId': partner, 'body:serviceId': partner },
      body: (ids) => ({
        organisationId: ids['body:organisationId'],
        serviceId,
        needCode: 'health',
        dataCategories: ['alias'],
      }),
    },
    'POST /cases/{id}/referrals': {
      owner: manager,
      ids: needOf,
      open: { 'body:organisationId': partner, 'body:serviceId': partner },
      body: (ids, actor) => ({
        caseVersion: 1,
        organisationId: partnerOf.get(actor.organisationId)?.organisationId ?? randomUUID(),
        serviceId,
        needCode: 'health',
        urgency: 'routine',
        consentId: ids['body:consentId'],
      }),
    },
    'POST /cases/{id}/screenings': {
      ...file,
      body: () => ({
        caseVersion: 1,
        questionnaire: 'needs-v1',
        questionnaireVersion: 1,
        screenedOn: today,
        answers: {},
      }),
    },
    'PUT /cases/{id}/assignee': {
      owner: supervisor,
      ids: async (actor) => ({ ...(await caseOf(actor)), 'body:assigneeId': staffOf(actor) }),
      open: {
        'body:assigneeId': colleague,
        'body:teamId': 'names a team of the centre, which opens nothing by itself',
      },
      body: (ids) => ({ version: 1, assigneeId: ids['body:assigneeId'] }),
    },
    ...careRoutes(people(), caseOf),
    ...handoverRoutes(people(), caseOf),
    'GET /cases/{id}/excluded-staff': file,
    'PUT /cases/{id}/excluded-staff': {
      ...file,
      open: { 'body:accountIds[]': colleague },
      body: (ids) => ({ version: 1, accountIds: [ids['body:accountIds[]']] }),
    },
    'GET /leave-covers': { owner: supervisor, shows: ({ body }) => (body['covers'] as unknown[]).length > 0 },
    'POST /leave-covers': {
      owner: supervisor,
      ids: (actor) => Promise.resolve({ 'body:absentId': staffOf(actor), 'body:coverId': staffOf(actor) }),
      open: { 'body:absentId': colleague, 'body:coverId': colleague },
      body: (ids) => ({ absentId: ids['body:absentId'], coverId: ids['body:coverId'], ...leave }),
    },
    'POST /leave-covers/{id}/end': { owner: supervisor, ids: coverOf },
    'GET /emergency-accesses': { owner: supervisor, shows: ({ body }) => (body['accesses'] as unknown[]).length > 0 },
    'POST /emergency-accesses': { owner: worker, body: () => ({ code, reason: 'medical' }), row: { centreId: '' } },
    'POST /emergency-accesses/{id}/approval': { owner: supervisor, ids: waitingOf, row: openedByWorker },
    'POST /emergency-accesses/{id}/review': {
      owner: supervisor,
      ids: waitingOf,
      row: openedByWorker,
      body: () => ({ outcome: 'justified' }),
    },
    ...pendingRoutes(people()),
    'GET /contacts': { owner: worker, shows: ({ body }) => (body['contacts'] as unknown[]).length > 0 },
    'POST /contacts': {
      owner: worker,
      body: () => quickContact,
    },
    'GET /partner-key-pins': {
      owner: manager,
      shows: shown(partnerOf.get(manager.organisationId)?.organisationId ?? 'nobody'),
    },
    'POST /partner-key-pins': {
      owner: supervisor,
      open: { 'body:organisationId': partner },
      body: (ids) => ({
        organisationId: ids['body:organisationId'],
        keyId: keys.keyId,
        publicKey: toBase64Url(keys.publicKey),
        fingerprint: fingerprint(keys.publicKey),
      }),
    },
    'GET /reference-data': { owner: manager, untraced: 'words and places that are the same for everybody' },
    'GET /releases': { owner: officer, shows: ({ body }) => (body['releases'] as unknown[]).length > 0 },
    'POST /releases': { owner: officer, body: () => ({ plan, period: '2026-H2' }) },
    'POST /releases/{id}/approvals': { owner: officer, ids: releaseOf },
    'GET /access-findings': {
      owner: supervisor,
      row: openedByWorker,
      shows: ({ body }) =>
        (body['findings'] as { accountId: string }[]).some(({ accountId }) => accountId === worker.accountId),
    },
    'GET /access-findings/{id}': { owner: supervisor, ids: findingOf, row: openedByWorker },
    'POST /access-findings/{id}/answer': {
      owner: supervisor,
      ids: findingOf,
      row: openedByWorker,
      body: () => ({ answer: 'follow_up', note: 'Hỏi lại sau ca trực' }),
    },
    'GET /audit-seal': { owner: dpo },
    'POST /audit-checks': { owner: dpo },
    'GET /audit-entries': {
      owner: dpo,
      open: { 'query:accountId': colleague },
      ids: async () => ({ 'query:caseId': (await caseOf(manager))['path:id'] ?? '' }),
      shows: ({ body }, asker) =>
        (body['entries'] as { accountId: string }[]).some((entry) => entry.accountId !== asker.accountId),
    },
  };
}

describe('intake, every route as every role with every id of another', () => {
  it('is in the matrix with every route that its OpenAPI document names', () => {
    expect(matrixGaps('intake', table(''))).toEqual([]);
    const { 'GET /cases/{id}': _left, ...planted } = table('');
    expect(matrixGaps('intake', planted)).toEqual(['GET /cases/{id} is not in the matrix']);
  });

  it.each(routesToTry('intake').map((route) => [route.name, route] as const))('%s', async (name, route) => {
    const owned = table(code)[name];
    if (!owned) throw new Error('The route is not in the matrix.');
    expect(await new MatrixTrial(intake.call, route, owned, intake.whileLogRefuses).faults()).toEqual([]);
  });

  it('keeps routes for services from every person', async () => {
    const routes = documentedRoutes('intake').filter(({ permission }) => permission.kind === 'service');
    expect(routes.map(({ name }) => name)).toContain('POST /internal/messages');
    for (const { method, path } of routes)
      expect((await intake.call(manager, method, path, method === 'GET' ? undefined : {})).status).toBe(401);
  });
});
