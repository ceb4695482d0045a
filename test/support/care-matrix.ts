import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@an-tam/contracts';
import type { Ids, MatrixRoute } from './access-matrix.js';
import { repositoryRoot } from './controller-scan.js';
import { makeStaff, newCase, type RunningIntake } from './intake-service.js';

interface People {
  /** Keeps the compartment, and reaches the files of the centre. */
  readonly keeper: Actor;
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

/** What was done with a concern before. */
type Before = readonly [method: 'POST' | 'PUT', path: string, body: object];
const settle = (step: string): Before => ['PUT', 'steps', { step, state: 'done' }];
const told = { told: true, on: '2026-12-15' };
const words = ['child', 'age', 'place', 'situation', 'measures', 'reporter'];
const report: Before = [
  'PUT',
  'report',
  { childTold: told, fields: Object.fromEntries(words.map((field) => [field, 'x'])) },
];

/** Makes a file with a concern that has come so far; whoever confirms is another person. */
const safeguardingIds =
  (intake: RunningIntake, supervisor: Actor, caseOf: (actor: Actor) => Promise<Ids>) =>
  (keeper: Actor, kind: string, before: readonly Before[]) =>
  async (): Promise<Ids> => {
    const file = await caseOf(keeper);
    const concerns = `/cases/${file['path:id']}/safeguarding-concerns`;
    const { id } = (await intake.post(keeper, concerns, { kind })).body;
    for (const [at, [method, path, body]] of before.entries()) {
      const actor: Actor = path.endsWith('confirmation')
        ? { ...supervisor, roles: ['supervisor', 'safeguarding'] }
        : keeper;
      await intake.call(actor, method, `${concerns}/${String(id)}/${path}`, { version: at + 1, ...body });
    }
    return { ...file, 'path:concernId': String(id) };
  };

/** The routes of plans, closures, settings and the day's list, for the trial of every route as every role. */
export function careRoutes(
  { intake, manager, supervisor, keeper, alias }: People,
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
  const concern = safeguardingIds(intake, supervisor, caseOf);
  const watched = { owner: keeper, row: { centreId: manager.organisationId } };
  const kept = (kind: string, before: readonly Before[] = []) => ({ ...watched, ids: concern(keeper, kind, before) });
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
    'GET /safeguarding-guide': { owner: manager, untraced: 'words and numbers to call, the same for everybody' },
    'PUT /cases/{id}/birth-year': { ...file, body: () => ({ birthYear: 1990 }) },
    'GET /cases/{id}/safeguarding-concerns': file,
    'POST /cases/{id}/safeguarding-concerns': { ...file, body: () => ({ kind: 'violence' }) },
    'PUT /cases/{id}/safeguarding-concerns/{concernId}/steps': {
      ...kept('violence'),
      body: () => ({ version: 1, step: 'safe_now', state: 'done' }),
    },
    'PUT /cases/{id}/safeguarding-concerns/{concernId}/answers': {
      ...kept('trafficking'),
      body: () => ({ version: 1, answers: { debt: 'no' } }),
    },
    'PUT /cases/{id}/safeguarding-concerns/{concernId}/safety-plan': {
      ...kept('violence'),
      body: () => ({ version: 1, codeWord: 'Hoa giấy' }),
    },
    'POST /cases/{id}/safeguarding-concerns/{concernId}/end': {
      ...kept('violence', [settle('safe_now'), settle('safety_plan'), settle('plan_reviewed')]),
      body: () => ({ version: 4, outcome: 'Đã an toàn' }),
    },
    'PUT /cases/{id}/safeguarding-concerns/{concernId}/report': {
      ...kept('child_under_16'),
      body: () => ({ version: 1 }),
    },
    'POST /cases/{id}/safeguarding-concerns/{concernId}/report/press': {
      ...kept('child_under_16', [report]),
      body: () => ({ version: 2 }),
    },
    'POST /cases/{id}/safeguarding-concerns/{concernId}/report/confirmation': {
      owner: { ...supervisor, roles: ['supervisor', 'safeguarding'] },
      row: { centreId: manager.organisationId, accountId: keeper.accountId },
      ids: concern(keeper, 'child_under_16', [report, ['POST', 'report/press', {}]]),
      body: () => ({ version: 3 }),
    },
    'POST /cases/{id}/safeguarding-concerns/{concernId}/report/handover': {
      ...kept('child_under_16', [report, ['POST', 'report/press', {}], ['POST', 'report/confirmation', {}]]),
      body: () => ({ version: 4, givenTo: 'Tổng đài 111', givenOn: '2026-12-15' }),
    },
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
