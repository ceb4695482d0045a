import type { Actor } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const screening = (answers: Record<string, unknown>, changes: object = {}) => ({
  caseVersion: 1,
  questionnaire: 'needs-v1',
  questionnaireVersion: 1,
  screenedOn: today,
  answers,
  ...changes,
});

describe('screenings', () => {
  let intake: RunningIntake;
  let manager: Actor;

  beforeAll(async () => {
    intake = await startIntake();
    manager = makeStaff();
  });
  afterAll(() => intake.stop());

  it('finds needs by the rules of the questionnaire and keeps what was told of the client', async () => {
    const { id } = await openCase(intake, manager, { birthYear: 1990 });
    const answers = {
      need_health: 'soon',
      safe_tonight: 'no',
      target_group: 'PERSON_SELLING_SEX',
      sex: 'unknown',
      birth_year: 1991,
    };
    const recorded = await intake.post(manager, `/cases/${id}/screenings`, screening(answers));
    expect(recorded.status).toBe(201);
    expect(recorded.body).toMatchObject({
      needs: [
        { code: 'shelter', urgency: 'urgent' },
        { code: 'health', urgency: 'routine' },
      ],
      inNeed: true,
      eligible: true,
    });
    const shown = (await intake.get(manager, `/cases/${id}`)).body;
    expect(shown['needs']).toEqual(recorded.body['needs']);
    expect(JSON.stringify(shown)).not.toContain('PERSON_SELLING_SEX');
    expect((await intake.get(manager, `/cases/${id}/identity`)).body).toMatchObject({ birthYear: 1991 });
  });

  it('takes skipped and declined questions as answers that cost nothing', async () => {
    const { id } = await openCase(intake, manager);
    const nothing = await intake.post(manager, `/cases/${id}/screenings`, screening({}));
    expect(nothing.body).toMatchObject({ needs: [], inNeed: false, eligible: false });
    const declined = await intake.post(
      manager,
      `/cases/${id}/screenings`,
      screening({ need_legal: 'soon', wants_support: 'prefer_not_to_say' }),
    );
    expect(declined.body).toMatchObject({ inNeed: true, eligible: true });
    const refused = await intake.post(
      manager,
      `/cases/${id}/screenings`,
      screening({ need_legal: 'soon', wants_support: 'no' }),
    );
    expect(refused.body).toMatchObject({ inNeed: true, eligible: false });
  });

  it.each([
    ['an unknown question', screening({ shoe_size: '42' }), 'answers.shoe_size'],
    ['an answer that is not offered', screening({ need_health: 'perhaps' }), 'answers.need_health'],
    ['a birth year to come', screening({ birth_year: 2030 }), 'answers.birth_year'],
    ['a day to come', screening({}, { screenedOn: '2026-11-21' }), 'screenedOn'],
    ['a questionnaire that is none', screening({}, { questionnaire: 'needs-v0' }), 'questionnaireVersion'],
    ['another version of the questionnaire', screening({}, { questionnaireVersion: 9 }), 'questionnaireVersion'],
  ])('answers 400 naming the field for %s', async (_what, body, field) => {
    const { id } = await openCase(intake, manager);
    const answer = await intake.post(manager, `/cases/${id}/screenings`, body);
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toMatchObject([{ field }]);
  });

  it('refuses a screening of a file that changed meanwhile, and one by a role that does not screen', async () => {
    const { id } = await openCase(intake, manager);
    const stale = await intake.post(manager, `/cases/${id}/screenings`, screening({}, { caseVersion: 3 }));
    expect([stale.status, stale.body['code']]).toEqual([409, 'STALE_VERSION']);
    const worker = colleagueOf(manager, ['outreach_worker']);
    expect((await intake.post(worker, `/cases/${id}/screenings`, screening({}))).status).toBe(403);
  });
});
