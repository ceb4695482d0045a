import { randomUUID } from 'node:crypto';
import type { AccessFinding, AccessFindingList, AccessFindingView, Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';
import { employ } from '../../../../test/support/staff-directory.js';
import { AccessReviewRunner } from './access-review-runner.js';

const manager = makeStaff();
const supervisor = colleagueOf(manager, ['supervisor']);
const dpo = colleagueOf(manager, ['dpo']);

describe('unusual access to the files of a centre', () => {
  let intake: RunningIntake;
  const files: { id: string; code: string }[] = [];
  beforeAll(async () => {
    intake = await startIntake();
    for (let at = 0; at < 6; at += 1) files.push(await openCase(intake, manager));
  });
  afterAll(() => intake.stop());

  const review = () => intake.app.get(AccessReviewRunner).run();
  const queue = async (actor: Actor) =>
    (await intake.get(actor, '/access-findings')).body as unknown as AccessFindingList;
  const about = async (actor: Actor, person: Actor) =>
    (await queue(actor)).findings.filter(({ accountId }) => accountId === person.accountId);
  const answer = (actor: Actor, { id }: AccessFinding, body: object = { answer: 'explained', note: 'Rà soát quý' }) =>
    intake.post(actor, `/access-findings/${id}/answer`, body);

  /** Entries as the service would write them, at a time of yesterday in Vietnam. */
  async function plant(
    actor: Actor,
    entry: { hour: number; action?: string; resource?: string; reason?: string },
    times = 1,
  ) {
    for (let at = 0; at < times; at += 1)
      await intake.rows(
        `INSERT INTO audit_entry (id, at, account_id, organisation_id, roles, request_id, action, resource, record_id, case_id, outcome, reason)
         VALUES (gen_random_uuid(),
           ((now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 1 + interval '${entry.hour} hours ${at} minutes') AT TIME ZONE 'Asia/Ho_Chi_Minh',
           '${actor.accountId}', '${actor.organisationId}', '{${actor.roles.join()}}', 'planted', '${entry.action ?? 'read'}',
           '${entry.resource ?? 'CaseFile'}', NULL, '${files[at % files.length]?.id}',
           '${entry.reason ? 'denied' : 'done'}', ${entry.reason ? `'${entry.reason}'` : 'NULL'})`,
      );
  }

  it('is found in what the log holds, once, and not in ordinary work', async () => {
    const [curious, nightly, refused, hurried, usual] = [1, 2, 3, 4, 5].map(() =>
      colleagueOf(manager, ['case_manager']),
    );
    if (!curious || !nightly || !refused || !hurried || !usual) throw new Error('Five colleagues act.');
    await plant(curious, { hour: 9 }, 6);
    await plant(nightly, { hour: 23, resource: 'Referral', action: 'create' }, 3);
    await plant(refused, { hour: 10, reason: 'not_visible' }, 5);
    await plant(hurried, { hour: 11, resource: 'EmergencyAccess', action: 'create' }, 3);
    await plant(usual, { hour: 9 }, 4);
    await plant(usual, { hour: 21 }, 2);
    // Whoever writes in a file has work there, and so has whom it is assigned to.
    const writer = colleagueOf(manager, ['case_manager']);
    await plant(writer, { hour: 9 }, 6);
    await plant(writer, { hour: 10, resource: 'FollowUp', action: 'create' }, 6);
    await plant(manager, { hour: 9 }, 6);
    // Who leads a team has its caseload to look through, and no other team's.
    const [team, otherTeam] = [randomUUID(), randomUUID()];
    const leadOf = (teamId: string) => employ({ ...colleagueOf(manager, ['case_manager']), teamId });
    const [lead, otherLead] = [leadOf(team), leadOf(otherTeam)];
    await intake.rows(`UPDATE case_file SET team_id = '${team}'`);
    for (const one of [lead, otherLead]) await plant(one, { hour: 9 }, 6);
    await review();
    await intake.rows(`UPDATE case_file SET team_id = NULL`);
    const rulesOf = async (person: Actor) =>
      (await about(supervisor, person)).map(({ rule, observed }) => [rule, observed]);
    expect(await rulesOf(curious)).toEqual([['unrelated', 6]]);
    expect(await rulesOf(nightly)).toEqual([['night', 3]]);
    expect(await rulesOf(refused)).toEqual([['denied', 5]]);
    expect(await rulesOf(hurried)).toEqual([['emergencies', 3]]);
    expect(await rulesOf(otherLead)).toEqual([['unrelated', 6]]);
    for (const quiet of [usual, writer, lead]) expect(await rulesOf(quiet)).toEqual([]);
    // The files were opened when this test ran, which may be at night.
    expect((await rulesOf(manager)).map(([rule]) => rule)).not.toContain('unrelated');
    // More of the same day raises the count of what nobody has answered, and makes no second finding.
    await plant(refused, { hour: 12, reason: 'forbidden' }, 2);
    await review();
    expect(await rulesOf(refused)).toEqual([['denied', 7]]);
    const kept = await intake.rows('SELECT id::text FROM access_finding ORDER BY 1');
    const told = await intake.rows(
      `SELECT record_id AS id FROM audit_entry WHERE resource = 'AccessFinding' AND action = 'create' ORDER BY 1`,
    );
    expect(told).toEqual(kept);
  });

  it('is found when many more files are opened than usual', async () => {
    const person = colleagueOf(manager, ['supervisor']);
    const many = Array.from(
      { length: 20 },
      () => `(gen_random_uuid(), now(), '${person.accountId}', '${person.organisationId}',
      '{supervisor}', 'planted', 'read', 'CaseFile', gen_random_uuid(), 'done')`,
    );
    await intake.rows(
      `INSERT INTO audit_entry (id, at, account_id, organisation_id, roles, request_id, action, resource, case_id, outcome) VALUES ${many.join()}`,
    );
    await review();
    expect(
      (await about(supervisor, person)).map(({ rule, observed, usual }) => [rule, observed, usual]),
    ).toContainEqual(['volume', 20, 19]);
  });

  it('is answered by somebody else than the person concerned, with a note that nobody reads in the database', async () => {
    const person = colleagueOf(manager, ['supervisor']);
    await plant(person, { hour: 2 }, 4);
    await review();
    const [finding] = await about(dpo, person);
    if (!finding) throw new Error('It was found.');
    expect(await about(person, person)).toEqual([]);
    const own = [await answer(person, finding), await intake.get(person, `/access-findings/${finding.id}`)];
    expect(own.map(({ status }) => status)).toEqual([404, 404]);
    expect((await answer(manager, finding)).status).toBe(403);
    expect((await answer(supervisor, finding, { answer: 'explained', note: ' ' })).body['errors']).toMatchObject([
      { field: 'note' },
    ]);
    const { body } = await intake.get(supervisor, `/access-findings/${finding.id}`);
    const view = body as unknown as AccessFindingView;
    expect(view.files.map(({ code }) => code).sort()).toEqual(
      files
        .slice(0, 4)
        .map(({ code }) => code)
        .sort(),
    );

    const note = 'Sẽ hỏi lại sau ca trực đêm thứ Bảy';
    expect(await answer(dpo, finding, { answer: 'follow_up', note })).toMatchObject({
      status: 200,
      body: { state: 'follow_up', note, answeredById: dpo.accountId },
    });
    const [stored] = await intake.rows(`SELECT note FROM access_finding WHERE id = '${finding.id}'`);
    expect((stored?.['note'] as Buffer).toString('utf8')).not.toContain('thứ Bảy');
    expect((await about(supervisor, person)).map((one) => [one.state, one.note])).toEqual([['follow_up', note]]);
    expect((await answer(supervisor, finding, { answer: 'settled', note: 'Đã đổi ca' })).status).toBe(200);
    expect((await answer(dpo, finding)).status).toBe(409);
    // What was answered stays as it was, whatever else the log tells of that day.
    await plant(person, { hour: 3 }, 2);
    await review();
    expect((await about(dpo, person)).map((one) => [one.state, one.observed])).toEqual([['settled', 4]]);
    const told = await intake.rows(
      `SELECT purpose, outcome FROM audit_entry WHERE record_id = '${finding.id}' AND action = 'review' ORDER BY at`,
    );
    expect(told.map(({ purpose, outcome }) => [purpose, outcome])).toEqual([
      [null, 'denied'],
      ['follow_up', 'done'],
      ['settled', 'done'],
    ]);
  });

  it('is no business of another centre, of the province or of staff, and ends with its retention', async () => {
    const person = colleagueOf(manager, ['outreach_worker']);
    await plant(person, { hour: 4 }, 3);
    await review();
    const [finding] = await about(supervisor, person);
    if (!finding) throw new Error('It was found.');
    for (const stranger of [
      makeStaff({ roles: ['supervisor'] }),
      makeStaff({ roles: ['dpo'], organisationKind: 'health_department' }),
    ]) {
      expect((await queue(stranger)).findings).toEqual([]);
      expect((await intake.get(stranger, `/access-findings/${finding.id}`)).status).toBe(404);
      expect((await answer(stranger, finding)).status).toBe(404);
    }
    expect((await intake.get(person, '/access-findings')).status).toBe(403);
    await intake.rows(`UPDATE access_finding SET expires_on = 'yesterday' WHERE id = '${finding.id}'`);
    await intake.rows(`DELETE FROM audit_entry WHERE account_id = '${person.accountId}'`);
    await review();
    expect(await about(supervisor, person)).toEqual([]);
    expect(
      await intake.rows(`SELECT 1 FROM audit_entry WHERE resource = 'AccessFinding' AND purpose = 'expired'`),
    ).toHaveLength(1);
  });
});
