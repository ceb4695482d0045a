import { coverageViewSchema, releaseListSchema, releaseViewSchema, type ReleaseView } from '@an-tam/contracts';
import { UnexpectedAnswerError } from '../client/index.js';
import { CaseloadLoader } from '../load/index.js';
import { partnerWork } from '../client/index.js';
import type { Stage } from './stage.js';

const people = 80;
const target = 'HY-03';

/** A caseload around the journey, so that the province has figures. */
export async function surroundingCaseload(stage: Stage, seed: number): Promise<void> {
  const { narrator } = stage;
  await narrator.tell(
    `A caseload of ${people} synthetic people in two centres, through the same requests`,
    async () => {
      const loader = await CaseloadLoader.prepare({
        url: stage.url,
        cast: stage.demo.cast,
        secrets: stage.demo,
        province: '33',
        people,
        seed,
        from: () => stage.period.planYearFrom,
        to: stage.period.to,
      });
      const sum = await loader.run(() => undefined);
      narrator.check(
        sum.people === people,
        `${sum.people} files, ${sum.screenings} screenings, ${sum.followUps} follow-ups`,
      );
      narrator.check(
        sum.communesBelowTen > sum.communes / 2,
        `${sum.communes} communes, ${sum.communesBelowTen} of them with fewer than 10 people`,
      );
    },
  );
}

async function release(stage: Stage, period: string): Promise<void> {
  const { narrator } = stage;
  const plan = stage.calendar.planId;
  const officer = await stage.as('core-host', 'release_officer');
  const dpo = await stage.as('core-host', 'dpo');
  const draft = (await officer.post('/api/intake/releases', { plan, period })).body(releaseViewSchema);
  narrator.check(draft.state === 'audited', `${period}: counted, rounded to 5, audited`);
  narrator.check(
    draft.gate.length > 0 && draft.gate.every((c) => c.passed),
    `the audit gate passed all of its ${draft.gate.length} checks`,
  );
  const path = `/api/intake/releases/${draft.id}/approvals`;
  (await officer.post(path, {})).body(releaseViewSchema);
  const twice = await officer.post(path, {});
  narrator.check(twice.status === 409, 'one person cannot approve twice (409)');
  const signed = (await dpo.post(path, {})).body(releaseViewSchema);
  narrator.check(
    signed.state === 'signed' || signed.state === 'acknowledged',
    'approved by the release officer and the data-protection officer, signed',
  );
  const list = await partnerWork.until(
    () => officer.get('/api/intake/releases'),
    (answer) => stateOf(answer.body(releaseListSchema).releases, draft.id) === 'acknowledged',
  );
  narrator.check(list.status === 200, 'pushed, verified and acknowledged by reporting');
  const again = await officer.post('/api/intake/releases', { plan, period });
  narrator.check(again.status === 409, 'a closed period is never closed again (409)');
}

const stateOf = (releases: readonly ReleaseView[], id: string) => releases.find((r) => r.id === id)?.state;

/** Step 5: periods close, two people approve, the province sees coverage. */
export async function figures(stage: Stage): Promise<void> {
  const { narrator, period, calendar } = stage;
  const ended = calendar.periodsOf(period.planYear).filter((p) => p.to <= period.to);
  stage.enter({ 'case_count.content': ['in_need', 'eligible', 'reached'] });
  for (const { id, to } of ended)
    await narrator.tell(`Kết thúc kỳ: the core closes ${id} (until ${to})`, () => release(stage, id));

  await narrator.tell(`Tổng quan tỉnh: the analyst sees coverage of ${target}`, async () => {
    const analyst = await stage.as('health-department', 'provincial_analyst');
    const path = `/api/reporting/coverage?target=${target}&year=${period.planYear}`;
    const view = (await analyst.get(path)).body(coverageViewSchema);
    const { eligible, reached } = view.province;
    if (view.percent === null) throw new UnexpectedAnswerError('coverage has no percentage');
    narrator.say(
      `${reached.shown} of ${eligible.shown} people: ${view.province.percentShown}, target >= ${view.targetValue} %, verdict ${view.verdict}`,
    );
    narrator.check(
      eligible.value > 0 && eligible.value % 5 === 0 && reached.value % 5 === 0,
      'counts are multiples of 5',
    );
    narrator.check(reached.value <= eligible.value, 'nobody was reached who was not counted as eligible');
    narrator.check(
      Math.abs(view.percent - (100 * reached.value) / eligible.value) < 0.06,
      'the percentage follows from the published counts alone',
    );
    const sum = view.communes.reduce((total, c) => total + c.eligible.value, 0);
    narrator.check(sum === eligible.value, `${view.communes.length} communes add up to the province`);
    narrator.check(view.label.vi.includes('mạng lưới biết đến'), `labelled "${view.label.vi}" / "${view.label.en}"`);
    narrator.check(['met', 'not_met', 'borderline'].includes(view.verdict), 'and it carries a verdict');
    const officer = await stage.as('commune', 'reporting_officer');
    narrator.check((await officer.get(path)).status === 403, 'a reporting officer does not see coverage (403)');
  });
}
