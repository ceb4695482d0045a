import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@an-tam/contracts';
import type { Ids, MatrixRoute } from './access-matrix.js';
import { repositoryRoot } from './controller-scan.js';
import { makeStaff, newCase, type RunningIntake } from './intake-service.js';

interface People {
  readonly intake: RunningIntake;
  readonly manager: Actor;
  readonly supervisor: Actor;
  /** What every file of the trial is called. */
  readonly alias: string;
}

const shipped = readFileSync(join(repositoryRoot, 'config/screening/needs-v1.yaml'), 'utf8');
const host = makeStaff({ roles: ['administrator'], organisationKind: 'core_host' });
const screening = {
  ...{ caseVersion: 1, questionnaire: 'needs-v1', questionnaireVersion: 1 },
  ...{ screenedOn: '2026-11-20', answers: {} },
};
const closing = { caseVersion: 1, reason: 'moved_away', outcome: 'unknown' };
const responsible = 'body:goals[].actions[].responsibleId';
const approval = () => ({ version: 1, decision: 'approve' });

const document = { kind: 'OTHER_DOCUMENT', type: 'application/pdf', file: btoa('%PDF-1.7 x') };

const planOf = (responsibleId: string) => {
  const step = { kind: 'own_service', text: 'x', dueOn: '2026-12-20', doneOn: null, serviceCode: 'COUNSELLING' };
  return { baseVersion: 0, goals: [{ text: 'Ổn định chỗ ở', actions: [{ ...step, responsibleId }] }] };
};

/** The routes of plans, closures, settings and the day's list, for the trial of every route as every role. */
export function careRoutes(
  { intake, manager, supervisor, alias }: People,
  caseOf: (actor: Actor) => Promise<Ids>,
): Record<string, MatrixRoute> {
  const file = { owner: manager, ids: caseOf };
  const asked = { owner: supervisor, row: { centreId: manager.organisationId, accountId: manager.accountId } };
  const waitingPlanOf = async () => {
    await allow();
    const ids = await caseOf(manager);
    await intake.call(manager, 'PUT', `/cases/${ids['path:id']}/care-plan`, planOf(manager.accountId));
    return ids;
  };
  const allow = () => intake.call(supervisor, 'PUT', '/care-settings', { planApproval: true, attachments: true });
  const attachmentOf = async (actor: Actor) => {
    await intake.call({ ...actor, roles: ['supervisor'] }, 'PUT', '/care-settings', {
      planApproval: true,
      attachments: true,
    });
    const ids = await caseOf(actor);
    const added = await intake.post(actor, `/cases/${ids['path:id']}/attachments`, document);
    return { ...ids, 'path:attachmentId': String(added.body['id']) };
  };
  const closingOf = async () => {
    const ids = await caseOf(manager);
    await intake.post(manager, `/cases/${ids['path:id']}/closure`, closing);
    return ids;
  };
  const closedOf = async () => {
    const ids = await closingOf();
    await intake.post(supervisor, `/cases/${ids['path:id']}/closure/decision`, approval());
    return ids;
  };
  const screeningOf = async () => {
    const ids = await caseOf(manager);
    const answered = await intake.post(manager, `/cases/${ids['path:id']}/screenings`, screening);
    return { ...ids, 'path:screeningId': String(answered.body['id']) };
  };
  const sameForAll = 'words that are the same for everybody';
  return {
    'GET /cases/{id}/screenings/{screeningId}': { owner: manager, ids: screeningOf },
    'GET /cases/{id}/read-together': file,
    'GET /counting-rules': { owner: { ...host, roles: ['release_officer'] }, untraced: sameForAll },
    'GET /questionnaires': { owner: host, untraced: sameForAll },
    'GET /questionnaires/current': { owner: manager, untraced: sameForAll },
    'POST /questionnaires/checks': { owner: host, untraced: sameForAll, body: () => ({ text: shipped }) },
    'POST /questionnaires': { owner: host, body: () => ({ text: shipped, version: 2 }) },
    'GET /cases/{id}/attachments': file,
    'POST /cases/{id}/attachments': {
      ...file,
      ids: async (actor) => (await allow(), caseOf(actor)),
      body: () => document,
    },
    'GET /cases/{id}/attachments/{attachmentId}': { ...file, ids: attachmentOf },
    'POST /cases/{id}/attachments/{attachmentId}/removal': { ...file, ids: attachmentOf, body: () => ({}) },
    'GET /cases/{id}/care-plan': file,
    'PUT /cases/{id}/care-plan': {
      ...file,
      open: { [responsible]: 'names a member of staff, whom colleagues know; outside the centre the id gives nothing' },
      body: (ids) => planOf(ids[responsible] ?? ''),
    },
    'POST /cases/{id}/care-plan/decision': { ...asked, ids: waitingPlanOf, body: approval },
    'GET /cases/{id}/closure': file,
    'POST /cases/{id}/closure': { ...file, body: () => closing },
    'POST /cases/{id}/closure/decision': { ...asked, ids: closingOf, body: approval },
    'POST /cases/{id}/closure/reopening': { owner: manager, ids: closedOf, body: () => ({ caseVersion: 2 }) },
    'GET /care-settings': { owner: manager, shows: ({ body }) => body['planApproval'] === true },
    'PUT /care-settings': { owner: supervisor, body: () => ({ planApproval: true }) },
    'GET /supervision': { owner: supervisor, shows: ({ body }) => Number(body['openCases']) > 0 },
    'GET /today': { owner: manager, shows: ({ body }) => JSON.stringify(body).includes(alias) },
  };
}

/** The routes of people whom other units introduce, and of files whose time ends. */
export function pendingRoutes({ intake, manager, supervisor, alias }: People): Record<string, MatrixRoute> {
  const introduced = { alias, how: 'Nhắn qua chị cùng phòng' };
  const noted = async (actor: Actor) => {
    const { id } = (await intake.post(actor, '/pending-contacts', introduced)).body;
    return { 'path:id': String(id) };
  };
  return {
    'POST /cases': {
      owner: manager,
      open: { 'body:pendingContactId': 'one that is not hers is passed over in silence, as one that is not there' },
      body: (ids) => newCase({ pendingContactId: ids['body:pendingContactId'] }),
    },
    'GET /pending-contacts': {
      owner: manager,
      shows: ({ body }) => JSON.stringify(body).includes(introduced.how),
    },
    'POST /pending-contacts': { owner: manager, body: () => introduced },
    'POST /pending-contacts/{id}/refusal': { owner: manager, ids: noted, body: () => ({}) },
    'GET /expiring-files': { owner: supervisor, shows: ({ body }) => (body['files'] as unknown[]).length > 0 },
  };
}

/** A closed file whose time ends in a few days of the trial's calendar. */
export async function expiringFile(
  { intake, manager, supervisor }: People,
  caseOf: (actor: Actor) => Promise<Ids>,
): Promise<void> {
  const { 'path:id': id } = await caseOf(manager);
  await intake.post(manager, `/cases/${id}/closure`, closing);
  await intake.post(supervisor, `/cases/${id}/closure/decision`, approval());
  await intake.rows(`UPDATE closure SET keep_until = '2026-12-20' WHERE case_id = '${id}'`);
}
