import type { Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import type { Ids, MatrixRoute } from './access-matrix.js';
import { makeStaff, openCase, type RunningIntake } from './intake-service.js';

interface People {
  readonly intake: RunningIntake;
  readonly manager: Actor;
  readonly supervisor: Actor;
  /** What every file of the trial is called. */
  readonly alias: string;
}

const kept = 'body:keptId';
const elsewhere = 'body:toCentreId';
const responsible = 'body:assigneeId';
const transfer = { caseVersion: 1, reason: 'her_wish', form: 'written', wordingVersion: 'transfer/1' };

/** The routes of merges and transfers, for the trial of every route as every role. */
export function handoverRoutes(
  { intake, manager, supervisor, alias }: People,
  caseOf: (actor: Actor) => Promise<Ids>,
): Record<string, MatrixRoute> {
  const ofManager = { centreId: manager.organisationId, accountId: manager.accountId };
  const twoFiles = async (actor: Actor): Promise<Ids> => {
    const [file, other] = [await caseOf(actor), await caseOf(actor)];
    return { ...file, [kept]: other['path:id'] ?? '' };
  };
  const proposedOf = async () => {
    const ids = await twoFiles(manager);
    const body = { caseVersion: 1, keptId: ids[kept], reason: 'same_details' };
    return { 'path:id': String((await intake.post(manager, `/cases/${ids['path:id']}/merge`, body)).body['id']) };
  };
  const mergedOf = async () => {
    const ids = await proposedOf();
    await intake.post(supervisor, `/case-merges/${ids['path:id']}/decision`, { version: 1, decision: 'approve' });
    return ids;
  };
  const askedOf = async (from: Actor = manager, toCentreId: string = makeStaff().organisationId) => {
    const file = await caseOf(from);
    const asked = await intake.post(from, `/cases/${file['path:id']}/transfers`, { ...transfer, toCentreId });
    return { 'path:id': String(asked.body['id']) };
  };
  const other = { ...manager, accountId: randomUUID(), organisationId: randomUUID() };
  const offeredOf = async () => {
    const ids = await askedOf(other, manager.organisationId);
    const lead = { ...other, accountId: randomUUID(), roles: ['supervisor' as const] };
    await intake.post(lead, `/case-transfers/${ids['path:id']}/decision`, { version: 1, decision: 'approve' });
    return ids;
  };
  return {
    'GET /case-merges': { owner: supervisor, shows: ({ body }) => JSON.stringify(body).includes(alias) },
    'POST /cases/{id}/merge': {
      owner: manager,
      ids: twoFiles,
      body: (ids) => ({ caseVersion: 1, keptId: ids[kept], reason: 'same_details' }),
    },
    'POST /case-merges/{id}/decision': {
      owner: supervisor,
      row: ofManager,
      ids: proposedOf,
      body: () => ({ version: 1, decision: 'approve' }),
    },
    'POST /case-merges/{id}/undoing': {
      owner: supervisor,
      row: ofManager,
      ids: mergedOf,
      body: () => ({ version: 2 }),
    },
    'GET /duplicate-pairs': { owner: supervisor, shows: ({ body }) => JSON.stringify(body).includes(alias) },
    'GET /case-transfers': { owner: supervisor, shows: ({ body }) => JSON.stringify(body).includes('her_wish') },
    'POST /cases/{id}/transfers': {
      owner: manager,
      ids: async (actor) => ({ ...(await caseOf(actor)), [elsewhere]: makeStaff().organisationId }),
      open: { [elsewhere]: 'names a centre, which centres know; nothing goes there without its own word' },
      body: (ids) => ({ ...transfer, toCentreId: ids[elsewhere] }),
    },
    'POST /case-transfers/{id}/decision': {
      owner: supervisor,
      row: ofManager,
      ids: () => askedOf(),
      body: () => ({ version: 1, decision: 'return' }),
    },
    'POST /case-transfers/{id}/cancellation': {
      owner: supervisor,
      row: ofManager,
      ids: () => askedOf(),
      body: () => ({ version: 1 }),
    },
    'POST /case-transfers/{id}/answer': {
      owner: supervisor,
      row: { offeredToId: manager.organisationId },
      ids: async () => ({ ...(await offeredOf()), [responsible]: supervisor.accountId }),
      open: { [responsible]: 'names a member of staff, whom colleagues know; outside the centre the id gives nothing' },
      body: (ids) => ({ version: 2, answer: 'decline', assigneeId: ids[responsible] }),
    },
  };
}

/** What lists of merges, transfers and possible duplicates could show. */
export async function prepareHandovers(people: People, caseOf: (actor: Actor) => Promise<Ids>): Promise<void> {
  const { intake, manager, supervisor, alias } = people;
  const routes = handoverRoutes(people, caseOf);
  for (const kind of ['merges', 'transfers']) await routes[`POST /case-${kind}/{id}/decision`]?.ids?.(supervisor);
  for (const phone of ['0912 000 001', '0912 000 001']) await openCase(intake, manager, { alias, phone });
}
