import { readLog, verifyRows } from '@an-tam/audit';
import pg from 'pg';
import { queryRows } from '../../support/database.js';
import {
  colleagueOf,
  consentToReferral,
  makeStaff,
  newCase,
  openCase,
  pinPartner,
  startIntake,
  today,
  type RunningIntake,
} from '../../support/intake-service.js';

describe('a sealed row that is right in itself and not as it was last written', () => {
  let intake: RunningIntake;
  const manager = makeStaff();
  beforeAll(async () => (intake = await startIntake()));
  afterAll(() => intake.stop());

  const verdict = () => readLog(intake.superuserUrl, (log) => verifyRows(log, ['case_count']));
  const faults = async () => (await verdict())?.faults;

  /** Past foreign keys, as whoever holds the database can. */
  const takeOut = (consentId: string) =>
    queryRows(intake.superuserUrl, `DELETE FROM consent WHERE id = '${consentId}'`, {
      settings: { session_replication_role: 'replica' },
    });

  it('is found when a withdrawn consent was put back or taken out, and every honest write is not', async () => {
    const file = await openCase(intake, manager, newCase({ name: 'Nguyễn Thị Hoa', phone: '0912345678' }));
    await intake.call(manager, 'PATCH', `/cases/${file.id}`, { version: 1, alias: 'Hoa Cúc' });
    const screening = { questionnaire: 'needs-v1', questionnaireVersion: 1, screenedOn: today, answers: {} };
    await intake.post(manager, `/cases/${file.id}/screenings`, { caseVersion: 2, ...screening });
    await intake.post(manager, `/cases/${file.id}/follow-ups`, {
      occurredOn: today,
      channel: 'HOTLINE',
      servicesDelivered: [],
    });
    const partner = await pinPartner(intake, manager);
    const consentId = await consentToReferral(intake, manager, file.id, partner.organisationId);
    const { version } = (await intake.get(manager, `/cases/${file.id}`)).body;
    const answer = await intake.post(manager, `/cases/${file.id}/referrals`, {
      ...{ caseVersion: version, organisationId: partner.organisationId, serviceId: partner.serviceId },
      ...{ needCode: 'health', urgency: 'routine', consentId },
    });
    expect(answer.status).toBe(201);
    expect((await verdict())?.rows).toBe(7);
    expect(await faults()).toEqual([]);

    await intake.rows('CREATE SCHEMA aside');
    await intake.rows(`CREATE TABLE aside.kept AS SELECT * FROM consent WHERE id = '${consentId}'`);
    const withdrawn = await intake.post(manager, `/cases/${file.id}/consents/${consentId}/withdrawal`, {});
    expect([withdrawn.status, await faults()]).toEqual([200, []]);
    await takeOut(consentId);
    await intake.rows('INSERT INTO consent SELECT * FROM aside.kept');
    expect(await faults()).toMatchObject([{ kind: 'put-back', table: 'consent', recordId: consentId }]);
    await takeOut(consentId);
    expect(await faults()).toMatchObject([{ kind: 'deleted', table: null, recordId: consentId }]);
  });

  it('is found when no entry tells of it, and not when its case was erased', async () => {
    const file = await openCase(intake, makeStaff());
    const before = (await faults())?.length ?? 0;
    await intake.rows(
      `UPDATE case_file SET row_mac = set_byte(row_mac, 0, get_byte(row_mac, 0) # 1) WHERE id = '${file.id}'`,
    );
    expect(await faults()).toContainEqual(expect.objectContaining({ kind: 'changed', recordId: file.id }));
    await intake.rows(
      `UPDATE case_file SET row_mac = set_byte(row_mac, 0, get_byte(row_mac, 0) # 1) WHERE id = '${file.id}'`,
    );
    await intake.rows(`DELETE FROM audit_entry WHERE record_id = '${file.id}'`);
    expect(await faults()).toContainEqual(
      expect.objectContaining({ kind: 'unrecorded', recordId: file.id, entryId: null }),
    );
    const erased = await openCase(intake, manager);
    const erasure = { version: 1, typed: erased.code };
    const done = await intake.post(colleagueOf(manager, ['supervisor']), `/cases/${erased.id}/erasure`, erasure);
    expect(done.status).toBe(200);
    expect(await faults()).toHaveLength(before + 1);
  });

  it('is not judged by an account from which row security hides rows', async () => {
    expect(await readLog(intake.database.url('intake_app'), (log) => verifyRows(log, []))).toBeUndefined();
  });

  it('leaves nothing to read while somebody holds the log', async () => {
    const file = await openCase(intake, manager);
    expect((await intake.get(manager, `/cases/${file.id}`)).status).toBe(200);
    const holder = new pg.Client({ connectionString: intake.superuserUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE');
    const refused = await intake.get(manager, `/cases/${file.id}`);
    await holder.end();
    expect([refused.status, refused.body['code'], refused.body['alias']]).toEqual([503, 'UNAVAILABLE', undefined]);
  }, 60_000);
});
