import { readDemoCast } from '../../apps/launcher/src/demo-accounts.js';
import { CaseloadLoader } from '../../apps/launcher/src/load/load-caseload.js';
import { addDays, planCalendar, realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight, updateUntilShown } from '../support/browser-journey.js';
import type { PersonAtBrowser } from '../support/person-at-browser.js';

const calendar = planCalendar('HY-03');
const period = calendar.periodContaining(realToday());
const endedPeriods = calendar.periodsOf(period.planYear).filter(({ to }) => to <= period.to);

const { step, signIn } = browserJourney(addDays(period.to, 1), async (stack) => {
  const loader = await CaseloadLoader.prepare({
    url: stack.url,
    cast: readDemoCast(),
    secrets: stack,
    province: '33',
    people: 80,
    seed: 7,
    from: () => period.planYearFrom,
    to: period.to,
  });
  await loader.run(() => undefined);
});

step('nothing is released yet and the overview says so', async () => {
  const analyst = await signIn('health-department', 'provincial_analyst');
  await analyst.page.getByLabel('Năm kế hoạch').selectOption(String(period.planYear));
  await analyst.page.getByText('Chưa có số liệu').waitFor();
  await looksRight(analyst.page, 'overview-empty');
});

/** Two steps a period: the officer closes and approves, the data-protection officer approves. */
async function release(officer: PersonAtBrowser, dpo: PersonAtBrowser): Promise<void> {
  await officer.page
    .getByRole('button', { name: /^Kết thúc kỳ/ })
    .first()
    .click();
  await officer.page.getByRole('dialog').getByRole('button', { name: 'Kết thúc kỳ' }).click();
  await officer.page.getByRole('button', { name: /^Duyệt kỳ/ }).waitFor({ timeout: 120_000 });
  for (const { page } of [officer, dpo]) {
    await updateUntilShown(page, page.getByRole('button', { name: /^Duyệt kỳ/ }));
    await page.getByRole('button', { name: /^Duyệt kỳ/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt' }).click();
    await page.getByRole('button', { name: /^Duyệt kỳ/ }).waitFor({ state: 'detached' });
  }
}

step('periods are closed, and two people approve each before anything leaves', async () => {
  const officer = await signIn('core-host', 'release_officer');
  const dpo = await signIn('core-host', 'dpo');
  await officer.page.getByRole('heading', { name: 'Kỳ có thể kết thúc' }).waitFor();
  await looksRight(officer.page, 'figures-closable');
  expect(await dpo.page.getByRole('button', { name: /^Kết thúc kỳ/ }).count()).toBe(0);
  for (const _ended of endedPeriods) await release(officer, dpo);
  const sent = officer.page.getByText('Đã gửi đến tỉnh');
  await updateUntilShown(officer.page, sent, endedPeriods.length);
  expect(await sent.count()).toBe(endedPeriods.length);
  await officer.page.getByRole('button', { name: 'Xem cách tính' }).click();
  await officer.page
    .getByText(/^Đủ điều kiện: có nhu cầu; không trả lời “Không” cho câu/)
    .first()
    .waitFor();
  await looksRight(officer.page, 'figures-counting');
  await officer.page.getByRole('button', { name: 'Xem số liệu sẽ gửi' }).first().click();
  await officer.page.getByRole('table').first().waitFor();
  await looksRight(officer.page, 'figures');
  expect([...officer.pageErrors, ...dpo.pageErrors]).toEqual([]);
});

step('the analyst sees coverage against the target, in words, with a chart and its table', async () => {
  const analyst = await signIn('health-department', 'provincial_analyst');
  const { page } = analyst;
  await page.getByLabel('Năm kế hoạch').selectOption(String(period.planYear));
  await page.getByText('trong số người mạng lưới biết đến').waitFor();
  await page
    .getByRole('img', { name: /^Biểu đồ/ })
    .locator('svg')
    .waitFor();
  await page.getByRole('table', { name: 'Theo kỳ' }).waitFor();
  await page.getByText('Số nhỏ, không hiển thị').first().waitFor();
  expect(
    await page
      .getByText(/^(Đạt|Chưa đạt|Sát ngưỡng)$/)
      .first()
      .isVisible(),
  ).toBe(true);
  await looksRight(page, 'overview');
  expect(analyst.pageErrors).toEqual([]);
});

step(
  'the host previews a new questionnaire as it would be asked, is told the line of what is wrong, and publishes',
  async () => {
    const { page, pageErrors } = await signIn('core-host', 'administrator');
    await page.goto('/questionnaires');
    const text = page.getByLabel('Nội dung, dạng YAML hoặc JSON');
    const written = await text.inputValue();
    await text.fill(written.replace('code: shelter,', 'code: castle,'));
    await page.getByRole('button', { name: 'Kiểm tra và xem trước' }).click();
    const line = written.slice(0, written.indexOf('code: shelter,')).split('\n').length;
    await page.getByText(`Dòng ${line}:`).waitFor();
    await looksRight(page, 'questionnaire-faults');
    expect(await page.getByRole('button', { name: 'Công bố bản số 2' }).count()).toBe(0);
    await text.fill(written.replace('Tối nay bạn có chỗ ở an toàn không?', 'Tối nay bạn có chỗ ngủ yên không?'));
    await page.getByRole('button', { name: 'Kiểm tra và xem trước' }).click();
    await page.getByRole('button', { name: 'Bắt đầu xem trước' }).click();
    await page.getByRole('button', { name: 'Không muốn trả lời' }).click();
    await page.getByRole('group', { name: 'Tối nay bạn có chỗ ngủ yên không?' }).waitFor();
    await looksRight(page, 'questionnaire-preview');
    await page.getByRole('button', { name: 'Công bố bản số 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố bản số 2' }).click();
    await page.getByText('Đã công bố bản số 2.').waitFor();
    await page.getByRole('list', { name: 'Các bản đã công bố' }).getByText('Bản số 2').waitFor();
    expect(pageErrors).toEqual([]);
  },
);

const quietPages = [
  { name: 'partner-keys', organisation: 'centre-1', role: 'supervisor', path: '/keys' },
  { name: 'accounts', organisation: 'centre-1', role: 'administrator', path: '/accounts' },
  { name: 'unit-targets', organisation: 'commune', role: 'reporting_officer', path: '/unit-targets' },
  { name: 'own-key', organisation: 'clinic', role: 'partner_manager', path: '/own-key' },
  { name: 'own-services', organisation: 'clinic', role: 'partner_manager', path: '/services' },
] as const;

for (const { name, organisation, role, path } of quietPages) {
  step(`${role} at ${organisation} finds ${path}`, async () => {
    const { page, pageErrors } = await signIn(organisation, role);
    await page.goto(path);
    const content = page.getByRole('main');
    await content.getByRole('heading', { level: 1 }).waitFor();
    await content.getByRole('listitem').or(content.getByRole('region')).first().waitFor();
    await looksRight(page, name);
    expect(pageErrors).toEqual([]);
  });
}

step('a place of another role says that it is not included, and shows nothing of it', async () => {
  const { page } = await signIn('police', 'reporting_officer');
  for (const address of ['/overview', '/files', '/inbox', '/figures', '/trace']) {
    await page.goto(address);
    await page.getByText('Vai trò của bạn không dùng được phần này').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  }
  await looksRight(page, 'not-included');
});
