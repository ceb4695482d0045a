import type { Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

describe('two files of one person', () => {
  let intake: RunningIntake;
  const manager = makeStaff();
  const supervisor = colleagueOf(manager, ['supervisor']);
  const worker = colleagueOf(manager, ['outreach_worker']);
  beforeAll(async () => (intake = await startIntake()));
  afterAll(() => intake.stop());

  const show = async (actor: Actor, id: string) => (await intake.get(actor, `/cases/${id}`)).body;
  const propose = (foldedId: string, keptId: string, changes: object = {}, actor = manager) =>
    intake.post(actor, `/cases/${foldedId}/merge`, {
      ...{ caseVersion: 1, keptId, reason: 'same_details' },
      ...changes,
    });
  const decide = (id: unknown, decision = 'approve', version = 1, actor = supervisor) =>
    intake.post(actor, `/case-merges/${String(id)}/decision`, { version, decision });
  const undo = (id: unknown, version = 2, actor = supervisor) =>
    intake.post(actor, `/case-merges/${String(id)}/undoing`, { version });
  const exclude = (id: string, accountIds: string[]) =>
    intake.call(manager, 'PUT', `/cases/${id}/excluded-staff`, { version: 1, accountIds });
  const stored = async (id: string) =>
    (
      await intake.rows(`SELECT f.assignee_id, f.team_id, f.status, f.merged_into_id,
        ARRAY(SELECT account_id FROM case_exclusion WHERE case_id = f.id ORDER BY 1) AS excluded
        FROM case_file f WHERE id = '${id}'`)
    )[0];

  it('become one by a second person, are read as one, and are two again', async () => {
    const kept = await openCase(intake, manager, { alias: 'Ở Lại', phone: '0912 777 000' });
    const folded = await openCase(intake, worker, { alias: 'Gộp Vào', phone: '+84 912 777 000' });
    const stranger = colleagueOf(manager, ['outreach_worker']);
    const other = colleagueOf(manager, ['outreach_worker']);
    await exclude(kept.id, [stranger.accountId]);
    await exclude(folded.id, [other.accountId]);
    const partner = await pinPartner(intake, manager);
    const consentId = await consentToReferral(intake, manager, folded.id, partner.organisationId);
    const referral = { caseVersion: 2, consentId, needCode: 'health', urgency: 'urgent' };
    const { organisationId, serviceId } = partner;
    await intake.post(manager, `/cases/${folded.id}/referrals`, { ...referral, organisationId, serviceId });
    const before = { kept: await stored(kept.id), folded: await stored(folded.id) };
    const pairs = (await intake.get(supervisor, '/duplicate-pairs')).body['pairs'] as object[];
    expect(pairs).toEqual([
      { cases: expect.arrayContaining([expect.objectContaining({ id: kept.id })]), sharedBy: ['phone'] },
    ]);

    const { status, body: proposed } = await propose(folded.id, kept.id, { caseVersion: 2 });
    expect(status).toBe(201);
    expect(await stored(folded.id)).toEqual(before.folded);
    expect((await intake.get(supervisor, '/case-merges')).body).toEqual({ merges: [proposed] });
    expect((await intake.get(supervisor, '/duplicate-pairs')).body['pairs']).toEqual([]);
    const { body: merged } = await decide(proposed['id']);
    expect(merged).toMatchObject({ state: 'approved', version: 2 });

    const file = await show(manager, kept.id);
    const [part] = file['folded'] as { consents: { id: string; purpose: string }[]; referrals: object[] }[];
    expect(part).toMatchObject({ id: folded.id, alias: 'Gộp Vào', referrals: [{ urgency: 'urgent' }] });
    expect(await show(worker, folded.id)).toMatchObject({ mergedInto: null, id: folded.id });
    expect(await show(manager, folded.id)).toMatchObject({ mergedInto: { id: kept.id, code: kept.code } });
    const list = (await intake.get(supervisor, '/cases')).body['cases'] as { id: string }[];
    expect(list.map(({ id }) => id)).toEqual([kept.id]);
    const tasks = (await intake.get(manager, '/today?whose=all')).body['tasks'] as object[];
    expect(tasks).toEqual([expect.objectContaining({ caseId: kept.id, kind: 'urgent_referral' })]);
    // Whom she excluded from either, she excluded from both.
    expect([await stored(kept.id), await stored(folded.id)]).toEqual([
      expect.objectContaining({ excluded: [stranger.accountId, other.accountId].sort() }),
      expect.objectContaining({
        excluded: [stranger.accountId, other.accountId].sort(),
        assignee_id: manager.accountId,
      }),
    ]);

    const late = await intake.call(manager, 'PATCH', `/cases/${folded.id}`, { version: 3, alias: 'Khác' });
    expect([late.status, late.body['code']]).toEqual([409, 'CASE_MERGED']);
    const erased = await intake.post(supervisor, `/cases/${kept.id}/erasure`, { version: 2, typed: kept.code });
    expect([erased.status, erased.body['code']]).toEqual([409, 'HAS_FOLDED_FILES']);
    const withdrawn = await intake.post(manager, `/cases/${folded.id}/consents/${consentId}/withdrawal`, {});
    expect(withdrawn.status).toBe(200);
    expect(await show(manager, kept.id)).toMatchObject({ folded: [{ referrals: [{ state: 'cancelled' }] }] });

    expect((await undo(proposed['id'])).body).toMatchObject({ state: 'undone', version: 3 });
    expect({ kept: await stored(kept.id), folded: await stored(folded.id) }).toEqual(before);
    expect(await show(manager, kept.id)).toMatchObject({ folded: [], alias: 'Ở Lại' });
    expect(await show(worker, folded.id)).toMatchObject({ mergedInto: null, alias: 'Gộp Vào' });
    expect((await undo(proposed['id'], 3)).status).toBe(409);
    const log = await intake.rows(
      `SELECT DISTINCT action FROM audit_entry WHERE resource = 'CaseMerge' AND case_id = '${folded.id}' ORDER BY 1`,
    );
    expect(log.map(({ action }) => action)).toEqual(['approve', 'create', 'update']);
  });

  it('stay two without a second person, with work left, twice, or in a wrong state', async () => {
    const [kept, folded, third] = [
      await openCase(intake, manager),
      await openCase(intake, manager),
      await openCase(intake, manager),
    ];
    expect((await propose(folded.id, folded.id)).status).toBe(400);
    const foreign = await openCase(intake, makeStaff());
    expect((await propose(folded.id, foreign.id)).status).toBe(404);
    expect((await propose(folded.id, kept.id, { caseVersion: 9 })).body['code']).toBe('STALE_VERSION');
    const meeting = { occurredOn: '2026-11-20', channel: 'HOTLINE', servicesDelivered: [] };
    const next = { dueOn: '2026-11-25', channel: 'HOTLINE' };
    await intake.post(manager, `/cases/${third.id}/follow-ups`, { ...meeting, next });
    expect((await propose(third.id, kept.id)).body['code']).toBe('OPEN_WORK_LEFT');

    const { body: own } = await propose(folded.id, kept.id, {}, supervisor);
    expect((await decide(own['id'])).status).toBe(404);
    expect((await decide(own['id'], 'approve', 1, manager)).status).toBe(403);
    expect((await propose(folded.id, third.id)).body['code']).toBe('MERGE_STATE');
    const second = colleagueOf(manager, ['supervisor']);
    expect((await decide(own['id'], 'approve', 2, second)).body['code']).toBe('STALE_VERSION');
    expect((await undo(own['id'], 1, second)).body['code']).toBe('MERGE_STATE');
    expect((await decide(own['id'], 'decline', 1, second)).body).toMatchObject({ state: 'declined' });
    expect((await decide(own['id'], 'approve', 2, second)).body['code']).toBe('MERGE_STATE');
    expect(await stored(folded.id)).toMatchObject({ merged_into_id: null });
  });

  it('are handed over together, and a supervisor whom she excluded decides on neither', async () => {
    const [kept, folded] = [await openCase(intake, manager), await openCase(intake, manager)];
    await exclude(folded.id, [supervisor.accountId]);
    const { body } = await propose(folded.id, kept.id, { caseVersion: 2 });
    expect((await decide(body['id'])).status).toBe(404);
    const second = colleagueOf(manager, ['supervisor']);
    expect((await decide(body['id'], 'approve', 1, second)).status).toBe(200);
    const assign = { version: 1, assigneeId: worker.accountId };
    expect((await intake.call(second, 'PUT', `/cases/${kept.id}/assignee`, assign)).status).toBe(200);
    expect(await stored(folded.id)).toMatchObject({ assignee_id: worker.accountId });
    expect(await show(worker, kept.id)).toMatchObject({ folded: [{ id: folded.id }] });
    expect((await intake.get(supervisor, `/cases/${kept.id}`)).status).toBe(404);
  });

  it('are never looked for in another centre', async () => {
    const own = await openCase(intake, manager, { phone: '0987 111 222' });
    const stranger = makeStaff();
    await openCase(intake, stranger, { phone: '0987 111 222' });
    const lead = colleagueOf(stranger, ['supervisor']);
    expect((await intake.get(lead, '/duplicate-pairs')).body).toEqual({ pairs: [], hasMore: false });
    await openCase(intake, manager, { phone: '0987 111 222' });
    const found = (await intake.get(supervisor, '/duplicate-pairs')).body['pairs'] as { cases: { id: string }[] }[];
    expect(found.filter(({ cases }) => cases.some(({ id }) => id === own.id))).toHaveLength(1);
  });
});
