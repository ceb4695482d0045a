import { referralChangedTopic, type Actor } from '@an-tam/contracts';
import { randomUUID } from 'node:crypto';
import { completeCase } from '../../../../test/support/complete-case.js';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { CaseKeys } from '../case-keys/index.js';
import { sealedTables } from '../sealing/index.js';

describe('a file that goes to another centre', () => {
  let intake: RunningIntake;
  const manager = makeStaff();
  const supervisor = colleagueOf(manager, ['supervisor']);
  const receiver = colleagueOf(makeStaff(), ['supervisor']);
  const theirs = colleagueOf(receiver, ['case_manager']);
  beforeAll(async () => (intake = await startIntake()));
  afterAll(() => intake.stop());

  const input = (changes: object = {}) => ({
    ...{ caseVersion: 1, toCentreId: receiver.organisationId, reason: 'moves_there' },
    ...{ form: 'electronic_tap', wordingVersion: 'transfer/1' },
    ...changes,
  });
  const request = (id: string, changes: object = {}, actor = manager) =>
    intake.post(actor, `/cases/${id}/transfers`, input(changes));
  const step = (actor: Actor, id: unknown, path: string, body: object) =>
    intake.post(actor, `/case-transfers/${String(id)}/${path}`, body);
  const approve = (id: unknown, actor = supervisor) => step(actor, id, 'decision', { version: 1, decision: 'approve' });
  const accept = (id: unknown, changes: object = {}, actor = receiver) =>
    step(actor, id, 'answer', { version: 2, answer: 'accept', ...changes });
  const agreed = async (id: string, changes: object = {}) => {
    const { body } = await request(id, changes);
    await approve(body['id']);
    return String(body['id']);
  };
  /** Centres that the rows of a case name, table by table. */
  async function centresOf(id: string): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {};
    for (const { table, caseColumn = 'case_id' } of sealedTables) {
      const rows = await intake.rows(`SELECT DISTINCT centre_id FROM ${table} WHERE ${caseColumn} = '${id}'`);
      found[table] = rows.map((row) => row['centre_id']);
    }
    return found;
  }
  const keyCentres = async (id: string) =>
    (await intake.keyRows(`SELECT centre_id FROM case_key WHERE case_id = '${id}' ORDER BY created_at`)).map(
      (row) => row['centre_id'],
    );
  const everyRowAt = ({ organisationId }: Actor) =>
    Object.fromEntries(sealedTables.map(({ table }) => [table, [organisationId]]));

  it('goes whole, by the word of both, and is out of reach of everybody it leaves', async () => {
    const phone = '0909 123 123';
    const file = await completeCase(intake, manager, { alias: 'Chuyển Đi', phone });
    const { id } = file;
    const opened = (await intake.get(manager, `/cases/${id}`)).body;
    const excluded = { version: opened['version'], accountIds: [randomUUID()] };
    const { version } = (await intake.call(manager, 'PUT', `/cases/${id}/excluded-staff`, excluded)).body;
    const { status, body } = await request(id, { caseVersion: version });
    expect(status).toBe(201);
    expect((await intake.get(receiver, '/case-transfers')).body).toEqual({ transfers: [] });
    expect((await approve(body['id'])).body).toMatchObject({ state: 'approved', caseId: id });
    expect((await intake.get(receiver, '/case-transfers')).body).toMatchObject({
      transfers: [{ caseId: null, requestedById: null, fromCentreId: manager.organisationId, reason: 'moves_there' }],
    });
    expect((await intake.get(receiver, `/cases/${id}`)).status).toBe(404);
    expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
    expect(await centresOf(id)).toEqual(everyRowAt(manager));

    const taken = await accept(body['id'], { assigneeId: theirs.accountId });
    expect([taken.status, taken.body]).toEqual([200, expect.objectContaining({ state: 'accepted', caseId: id })]);
    expect(await centresOf(id)).toEqual(everyRowAt(receiver));
    expect(await keyCentres(id)).toEqual([receiver.organisationId]);
    for (const actor of [manager, supervisor]) expect((await intake.get(actor, `/cases/${id}`)).status).toBe(404);
    expect((await intake.post(manager, '/case-searches', { phone })).body).toMatchObject({ cases: [] });
    expect((await intake.get(supervisor, '/case-transfers')).body).toMatchObject({ transfers: [{ caseId: null }] });

    const there = (await intake.get(theirs, `/cases/${id}`)).body;
    expect(there).toMatchObject({ alias: 'Chuyển Đi', assigneeId: theirs.accountId, screenings: [{}] });
    expect((await intake.get(theirs, `/cases/${id}/identity`)).body).toMatchObject({ phone });
    expect((await intake.post(theirs, '/case-searches', { phone })).body).toMatchObject({ cases: [{ id }] });
    expect((await intake.get(theirs, `/cases/${id}/excluded-staff`)).body).toMatchObject({ accountIds: [] });
    const standing = (there['consents'] as { purpose: string; withdrawnOn: string | null }[]).filter(
      ({ withdrawnOn }) => withdrawnOn === null,
    );
    expect(standing.map(({ purpose }) => purpose).sort()).toEqual(['referral', 'transfer']);
    const half = async ({ organisationId }: Actor) => {
      const rows = await intake.rows(
        `SELECT DISTINCT action FROM audit_entry WHERE case_id = '${id}' AND organisation_id = '${organisationId}'
          AND (resource = 'CaseTransfer' OR purpose = 'transfer' OR action = 'transfer') ORDER BY 1`,
      );
      return rows.map(({ action }) => action);
    };
    expect(await half(manager)).toEqual(['approve', 'create', 'key-use']);
    expect(await half(receiver)).toEqual(['decide', 'key-use', 'transfer']);
    // Once more is the same, and nothing is answered twice.
    expect((await accept(body['id'])).body).toEqual(taken.body);
    expect((await step(receiver, body['id'], 'answer', { version: 3, answer: 'decline' })).status).toBe(409);
    expect((await step(supervisor, body['id'], 'cancellation', { version: 3 })).status).toBe(409);
  });

  it('keeps its live referrals: news that names the old centre reaches the file where it is', async () => {
    const { id } = await completeCase(intake, manager);
    const [referral] = (await intake.get(manager, `/cases/${id}`)).body['referrals'] as { id: string; state: string }[];
    expect(referral?.state).toBe('accepted');
    const { version } = (await intake.get(manager, `/cases/${id}`)).body;
    await accept(await agreed(id, { caseVersion: version }));
    const payload = {
      ...{ referralId: referral?.id ?? '', centreId: manager.organisationId, state: 'in-progress' },
      ...{ statusReason: null, deliveredOn: null },
    };
    const sent = {
      id: randomUUID(),
      topic: referralChangedTopic,
      sequenceKey: referral?.id ?? '',
      sequence: 2,
      payload,
    };
    expect((await intake.deliver(sent)).status).toBe(204);
    const there = (await intake.get(receiver, `/cases/${id}`)).body;
    expect(there).toMatchObject({ referrals: [{ state: 'in-progress' }] });
  });

  it.each(['the keys were wrapped', 'the rows went over'])(
    'loses nothing when it breaks off after %s',
    async (after) => {
      const { id } = await openCase(intake, manager, { alias: 'Giữa Đường' });
      const transfer = await agreed(id);
      const keys = intake.app.get(CaseKeys, { strict: false });
      const broken = jest.spyOn(keys, after === 'the rows went over' ? 'destroy' : 'indexKey');
      broken.mockRejectedValueOnce(new Error('broken off'));
      expect((await accept(transfer)).status).toBe(500);
      broken.mockRestore();
      expect((await keyCentres(id)).sort()).toEqual([manager.organisationId, receiver.organisationId].sort());
      const moved = after === 'the rows went over';
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(moved ? 404 : 200);
      expect((await intake.get(receiver, `/cases/${id}`)).status).toBe(moved ? 200 : 404);
      expect((await accept(transfer)).body).toMatchObject({ state: 'accepted' });
      expect((await intake.get(receiver, `/cases/${id}`)).body).toMatchObject({ alias: 'Giữa Đường' });
      expect(await keyCentres(id)).toEqual([receiver.organisationId]);
    },
  );

  it('stays as it was when it is declined, taken back or over, or when she takes back her consent', async () => {
    const { id } = await openCase(intake, manager);
    const isHere = async () => {
      expect((await intake.get(manager, `/cases/${id}`)).status).toBe(200);
      expect(await keyCentres(id)).toEqual([manager.organisationId]);
    };
    const declined = await agreed(id);
    expect((await request(id)).body['code']).toBe('TRANSFER_STATE');
    expect((await step(receiver, declined, 'answer', { version: 2, answer: 'decline' })).status).toBe(200);
    await isHere();
    expect((await accept(declined)).status).toBe(409);

    const { body: cancelled } = await request(id);
    expect((await step(manager, cancelled['id'], 'cancellation', { version: 1 })).status).toBe(200);
    expect((await approve(cancelled['id'])).status).toBe(409);

    const withdrawn = await agreed(id);
    const consents = (await intake.get(manager, `/cases/${id}`)).body['consents'] as { id: string; purpose: string }[];
    const last = consents.filter(({ purpose }) => purpose === 'transfer').at(-1);
    await intake.post(manager, `/cases/${id}/consents/${last?.id ?? ''}/withdrawal`, {});
    expect((await accept(withdrawn)).body['code']).toBe('TRANSFER_CONSENT_WITHDRAWN');
    await isHere();

    const passed = `requested_at = now() - interval '15 days', expires_at = now() - interval '1 day'`;
    await intake.rows(`UPDATE case_transfer SET ${passed} WHERE id = '${withdrawn}'`);
    expect((await accept(withdrawn)).body['code']).toBe('TRANSFER_STATE');
    expect((await request(id)).status).toBe(201);
    await isHere();
  });

  it('is refused beside the field, and to whoever may not', async () => {
    const { id } = await openCase(intake, manager);
    const fieldsOf = async (changes: object) => {
      const { status, body } = await request(id, changes);
      return [status, ...((body['errors'] ?? []) as { field: string }[]).map(({ field }) => field)];
    };
    expect(await fieldsOf({ toCentreId: manager.organisationId })).toEqual([400, 'toCentreId']);
    expect(await fieldsOf({ toCentreId: randomUUID() })).toEqual([400, 'toCentreId']);
    expect(await fieldsOf({ form: 'spoken' })).toEqual([400, 'form']);
    expect(await fieldsOf({ wordingVersion: 'transfer/9' })).toEqual([400, 'wordingVersion']);
    expect(await fieldsOf({ caseVersion: 7 })).toEqual([409]);
    const { body: own } = await request(id, {}, supervisor);
    expect((await approve(own['id'])).status).toBe(404);
    expect((await accept(own['id'])).status).toBe(404);
    expect((await approve(own['id'], colleagueOf(manager, ['supervisor']))).status).toBe(200);
    expect((await accept(own['id'], {}, theirs)).status).toBe(403);
    expect((await accept(own['id'], { assigneeId: manager.accountId })).status).toBe(400);
    expect((await accept(own['id'], {}, supervisor)).status).toBe(404);
    expect((await accept(own['id'], {}, colleagueOf(makeStaff(), ['supervisor']))).status).toBe(404);
  });
});
