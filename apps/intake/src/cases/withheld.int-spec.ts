import type { Actor, CaseView } from '@an-tam/contracts';
import {
  colleagueOf,
  consentToReferral,
  makeStaff,
  openCase,
  pinPartner,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const supervisor = makeStaff({ roles: ['supervisor'] });
const manager = colleagueOf(supervisor, ['case_manager']);
const keeper: Actor = { ...manager, roles: ['case_manager', 'specialist_care'] };
const worker = colleagueOf(supervisor, ['outreach_worker']);
const specialist = 'HIV_HARM_REDUCTION';

let intake: RunningIntake;
let id: string;

const show = async (actor: Actor) => (await intake.get(actor, `/cases/${id}`)).body as unknown as CaseView;
const servicesShown = (file: CaseView) => file.followUps.flatMap(({ servicesDelivered }) => servicesDelivered);

/** A file with everything in it, looked after by an outreach worker. */
beforeAll(async () => {
  intake = await startIntake();
  ({ id } = await openCase(intake, manager, { name: 'Hoa', phone: '0912345678', birthYear: 1990 }));
  const add = async (part: string, body: object) =>
    expect([part, (await intake.post(manager, `/cases/${id}/${part}`, body)).status]).toEqual([part, 201]);
  await add('screenings', {
    caseVersion: 1,
    questionnaire: 'needs-v1',
    questionnaireVersion: 1,
    screenedOn: today,
    answers: { need_health: 'soon' },
  });
  const partner = await pinPartner(intake, manager);
  await add('referrals', {
    caseVersion: 1,
    organisationId: partner.organisationId,
    serviceId: partner.serviceId,
    needCode: 'health',
    urgency: 'routine',
    consentId: await consentToReferral(intake, manager, id, partner.organisationId),
  });
  await add('follow-ups', { occurredOn: today, channel: 'HOTLINE', servicesDelivered: ['INFORMATION', specialist] });
  const handed = { version: 1, assigneeId: worker.accountId };
  expect((await intake.call(supervisor, 'PUT', `/cases/${id}/assignee`, handed)).status).toBe(200);
});
afterAll(() => intake.stop());

describe('what a role does not know of a file', () => {
  it('is left out of what an outreach worker is shown, and named', async () => {
    const whole = await show(manager);
    expect([whole.screenings, whole.needs, whole.referrals].map((part) => part.length)).toEqual([1, 1, 1]);
    const shown = await show(worker);
    expect(shown).toMatchObject({ id, screenings: [], needs: [], referrals: [] });
    expect(shown.withheld).toEqual(['health_hiv', 'need', 'plan', 'safeguarding', 'sex', 'target_group']);
    expect(shown).toMatchObject({ alias: whole.alias, openedOn: whole.openedOn, consents: whole.consents });
    const identity = (await intake.get(worker, `/cases/${id}/identity`)).body;
    expect(identity).toMatchObject({ name: 'Hoa', phone: '0912345678', birthYear: 1990, withheld: shown.withheld });
  });

  it('stays out of reach of the database as well', async () => {
    const screenings = (actor: Actor) =>
      intake.rowsAsApp(`SELECT 1 FROM screening WHERE case_id = '${id}'`, {
        'app.organisation_id': actor.organisationId,
        'app.account_id': actor.accountId,
        'app.roles': actor.roles.join(','),
      });
    expect([(await screenings(manager)).length, (await screenings(worker)).length]).toEqual([1, 0]);
  });

  it('is a compartment that only its keepers enter, with a role that reaches the file', async () => {
    const kept = await show(keeper);
    expect(servicesShown(kept)).toEqual(['INFORMATION', specialist]);
    expect(kept.withheld).toEqual(['safeguarding']);
    for (const actor of [manager, supervisor, worker]) {
      const file = await show(actor);
      expect(servicesShown(file)).toEqual(['INFORMATION']);
      expect(file.withheld).toContain('health_hiv');
    }
    for (const role of ['specialist_care', 'safeguarding'] as const)
      expect((await intake.get(colleagueOf(manager, [role]), `/cases/${id}`)).status).toBe(403);
    const stranger = colleagueOf(worker, ['outreach_worker', 'specialist_care']);
    expect((await intake.get(stranger, `/cases/${id}`)).status).toBe(404);
  });
});
