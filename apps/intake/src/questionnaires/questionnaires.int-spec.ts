import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, DraftFault, Questionnaire } from '@an-tam/contracts';
import {
  colleagueOf,
  makeStaff,
  openCase,
  startIntake,
  today,
  type RunningIntake,
} from '../../../../test/support/intake-service.js';

const shipped = readFileSync(join(__dirname, '../../../../config/screening/needs-v1.yaml'), 'utf8');
/** Version 1 with a question that only some are asked, and a score that makes a need. */
const next = shipped
  .replace(
    '      - id: health_worry_three_days\n',
    `      - id: sleep
        type: choice
        show_if: [{ question: safe_tonight, any_of: ['no'] }]
        options:
          - { code: well, label_vi: Ngủ được, label_en: Well, score: 0 }
          - { code: badly, label_vi: Mất ngủ, label_en: Badly, score: 3 }
          - { code: prefer_not_to_say, label_vi: Không muốn trả lời, label_en: Prefer not to say }
        text_vi: Mấy hôm nay bạn ngủ thế nào?
        text_en: How have you slept these days?
        why_vi: Để biết bạn có cần người trò chuyện không.
        why_en: To know whether you would like somebody to talk to.
      - id: health_worry_three_days
`,
  )
  .replace(
    'rules:\n  needs:\n',
    `scores:
  - { id: strain, title_vi: Điểm mệt mỏi, title_en: Strain, questions: [sleep] }
rules:
  needs:
    - { when: [{ score: strain, at_least: 3 }], need: { code: psychosocial, urgency: routine } }
`,
  );

describe('questionnaires', () => {
  let intake: RunningIntake;
  const manager = makeStaff();
  const host = makeStaff({ roles: ['administrator'], organisationKind: 'core_host' });

  beforeAll(async () => {
    intake = await startIntake();
  });
  afterAll(() => intake.stop());

  const check = async (text: string, asker: Actor = host) => {
    const { status, body } = await intake.post(asker, '/questionnaires/checks', { text });
    expect(status).toBe(200);
    return body as unknown as { faults: DraftFault[]; preview: Questionnaire | null };
  };
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
  const screen = (id: string, questionnaireVersion: number, answers: object, caseVersion = 1) =>
    intake.post(manager, `/cases/${id}/screenings`, {
      ...{ caseVersion, questionnaire: 'needs-v1', questionnaireVersion, screenedOn: today, answers },
    });
  const current = async () =>
    ((await intake.get(manager, '/questionnaires/current')).body as { questionnaire: Questionnaire }).questionnaire;

  it('previews the shipped text without a fault, and keeps nothing of a preview', async () => {
    const { faults, preview } = await check(shipped);
    expect(faults).toEqual([]);
    expect(preview?.sections.flatMap((section) => section.questions)).toHaveLength(15);
    expect((await current()).version).toBe(1);
  });

  it.each([
    ['text that is no YAML', 'skippable: true', 'skippable: a: true', 'skippable: a'],
    ['a misspelt member', 'skippable: true', 'skipable: true', 'skipable'],
    ['a question that cannot be skipped', 'skippable: true', 'skippable: false', 'skippable: false'],
    ['a rule for a question that is not there', '{ question: safe_tonight,', '{ question: shoes,', 'question: shoes'],
    ['a rule for an answer that is not offered', 'need_work, any_of: [soon', 'need_work, any_of: [now', 'any_of: [now'],
    ['a need that is not in the list', 'code: shelter,', 'code: castle,', 'code: castle'],
    [
      'age asked before the limits are said',
      '        requires_statement: confidentiality_limits\n        sealed: true\n',
      '        sealed: true\n',
      '- id: birth_year',
    ],
    [
      'a question asked twice',
      '- id: need_loan',
      '- id: need_work',
      '- id: need_work\n        type: choice\n        options_ref: need_level\n        text_vi: Bạn có cần vay',
    ],
    ['another series', 'id: needs-v1', 'id: needs-v2', 'id: needs-v2'],
  ])('names the line of %s, in both languages', async (_what, before, after, where) => {
    const text = shipped.replace(before, after);
    expect(text).not.toBe(shipped);
    const { faults, preview } = await check(text);
    expect(preview).toBeNull();
    expect(faults.map(({ line }) => line)).toContain(lineOf(text, where));
    for (const { message } of faults) expect([message.vi.length > 9, message.en.length > 9]).toEqual([true, true]);
    const refused = await intake.post(host, '/questionnaires', { text, version: 2 });
    expect([refused.status, (await current()).version]).toEqual([400, 1]);
  });

  it('takes whatever is thrown at it for a draft with faults', async () => {
    for (const text of [
      '[]',
      'null',
      '"a"',
      '['.repeat(50_000),
      'a: &a [*a, *a]',
      '{"__proto__": {"id": 1}}',
      '\u0000',
    ])
      expect((await check(text)).preview).toBeNull();
    expect((await intake.post(host, '/questionnaires/checks', { text: 'a'.repeat(200_001) })).status).toBe(400);
  });

  it('publishes for good, while answers to an older version keep their questions and their rules', async () => {
    const { id } = await openCase(intake, manager);
    const first = await screen(id, 1, { safe_tonight: 'no' });
    const centreAdministrator = colleagueOf(manager, ['administrator']);
    expect((await intake.post(centreAdministrator, '/questionnaires', { text: next, version: 2 })).status).toBe(404);
    expect((await intake.post(manager, '/questionnaires', { text: next, version: 2 })).status).toBe(403);
    expect((await intake.post(host, '/questionnaires', { text: next, version: 4 })).body['code']).toBe('STALE_VERSION');
    const published = await intake.post(host, '/questionnaires', { text: next, version: 2 });
    expect([published.status, published.body['version']]).toEqual([201, 2]);
    expect((await intake.post(host, '/questionnaires', { text: next, version: 2 })).status).toBe(409);
    const [entry] = await intake.rows(
      `SELECT account_id FROM audit_entry WHERE resource = 'Questionnaire' AND action = 'create' AND outcome = 'done'`,
    );
    expect(entry).toEqual({ account_id: host.accountId });
    expect((await current()).version).toBe(2);
    const versions = (await intake.get(host, '/questionnaires')).body;
    expect(versions).toMatchObject({ versions: [{ version: 2 }, { version: 1, publishedAt: null }], text: next });
    await expect(
      intake.rowsAsApp(`UPDATE questionnaire_version SET text = ''`, { 'app.roles': 'administrator' }),
    ).rejects.toThrow(/permission denied/);

    const second = await screen(id, 2, { safe_tonight: 'no', sleep: 'badly' });
    expect(second.body).toMatchObject({
      needs: [
        { code: 'shelter', urgency: 'urgent' },
        { code: 'psychosocial', urgency: 'routine' },
      ],
      scores: [{ id: 'strain', value: 3 }],
    });
    const late = await screen(id, 1, { safe_tonight: 'yes', need_work: 'soon' });
    expect([late.status, late.body['needs']]).toEqual([201, [{ code: 'work', urgency: 'routine' }]]);
    expect((await screen(id, 3, {})).body['errors']).toMatchObject([{ field: 'questionnaireVersion' }]);
    const hidden = await screen(id, 2, { safe_tonight: 'yes', sleep: 'badly' });
    expect([hidden.status, hidden.body['errors']]).toMatchObject([400, [{ field: 'answers.sleep' }]]);

    const shown = async (screening: { body: Record<string, unknown> }) =>
      (await intake.get(manager, `/cases/${id}/screenings/${String(screening.body['id'])}`)).body as {
        answers: object;
        asked: Questionnaire;
      };
    const asked = ({ asked: { sections } }: { asked: Questionnaire }) =>
      sections.flatMap((one) => one.questions).length;
    expect([asked(await shown(first)), (await shown(first)).answers]).toEqual([15, { safe_tonight: 'no' }]);
    expect([asked(await shown(second)), (await shown(second)).asked.version]).toEqual([16, 2]);
  });

  it('says how the results are worked out, by the rules themselves', async () => {
    const { results } = await current();
    expect(results.eligible.vi).toContain('“Bạn có muốn được hỗ trợ tiếp không?”');
    const other = (
      await check(next.replace('{ question: wants_support, none_of: [', '{ question: wants_support, any_of: ['))
    ).preview;
    expect(other?.results.eligible.vi).not.toBe(results.eligible.vi);
    expect(other?.results.eligible.vi).not.toContain('Bỏ qua câu hỏi không làm mất quyền');
    const officer = makeStaff({ roles: ['release_officer'], organisationKind: 'core_host' });
    const { plans } = (await intake.get(officer, '/counting-rules')).body as {
      plans: { plan: string; sentences: { vi: string }[] }[];
    };
    expect(plans.map(({ plan }) => plan)).toContain('hung-yen-2026-2030');
    expect(plans[0]?.sentences[1]).toEqual(results.eligible);
    expect(plans[0]?.sentences[2]?.vi).toContain('một trong các loại là đủ');
  });
});
