import { BrowserSession, caseWork } from '../../apps/launcher/src/client/index.js';
import { realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight } from '../support/browser-journey.js';
import { accountOf, type PersonAtBrowser } from '../support/person-at-browser.js';
import { chip } from '../support/registration-pages.js';
import type { Stack } from '../support/stack.js';

const today = realToday();
const suffix = String(Date.now()).slice(-5);
const [young, held] = [`Búp Sen ${suffix}`, `Cỏ May ${suffix}`];
let [youngAddress, heldAddress] = ['', ''];

/** Two files of a case manager; nobody has asked either of them how old she is. */
async function openFiles(stack: Stack): Promise<void> {
  const { account } = accountOf(stack, 'centre-1', 'case_manager');
  const manager = await BrowserSession.signIn(stack.url, account, stack);
  const consent = { form: 'spoken', wordingVersion: 'case_management/1' } as const;
  const facts = { communeCode: '11980', channel: 'HOTLINE', openedOn: today, consent };
  youngAddress = `/files/${(await caseWork.open(manager, { ...facts, alias: young })).id}`;
  heldAddress = `/files/${(await caseWork.open(manager, { ...facts, alias: held })).id}`;
}

const { step, signIn } = browserJourney(today, openFiles);
let manager: PersonAtBrowser;
let keeper: PersonAtBrowser;
let supervisor: PersonAtBrowser;

step('a minor: the age is asked for, and once it is told the clock stands first in the list of the day', async () => {
  manager = await signIn('centre-1', 'case_manager');
  const { page } = manager;
  await page.goto('/today');
  await page.goto(youngAddress);
  await page.getByText('Bạn đã hỏi tuổi chưa?').waitFor();
  await page.getByLabel('Năm sinh').fill('21');
  await page.getByRole('button', { name: 'Lưu năm sinh' }).click();
  await page.getByText('Ghi năm bằng bốn chữ số.').waitFor();
  await looksRight(page, 'safety-age');
  await page.getByLabel('Năm sinh').fill(String(Number(today.slice(0, 4)) - 13));
  await page.getByRole('button', { name: 'Lưu năm sinh' }).click();
  // What it says is for the keepers of the compartment; that a clock runs is for whoever works with the file.
  await page.getByText('Một mục an toàn').waitFor();
  expect(await page.getByText('Có thể chưa đủ 16 tuổi').count()).toBe(0);
  expect(await page.getByText('Bạn đã hỏi tuổi chưa?').count()).toBe(0);
  await page.goto('/today');
  const first = page.getByRole('list', { name: 'Việc hôm nay' }).getByRole('listitem').first();
  await first.getByText('An toàn: làm bước tiếp theo').waitFor();
  await first.getByText(/còn 11 giờ/).waitFor();
  await looksRight(page, 'safety-today');
});

step('a minor: steps are done, and the report is drawn, pressed, and confirmed by another person', async () => {
  keeper = await signIn('centre-1', 'safeguarding', 1);
  const { page } = keeper;
  await page.goto(youngAddress);
  await page.getByRole('link', { name: /Có thể chưa đủ 16 tuổi/ }).click();
  await page.getByRole('heading', { name: 'Có thể chưa đủ 16 tuổi' }).waitFor();
  expect(await page.getByRole('link', { name: /111/ }).getAttribute('href')).toBe('tel:111');
  await looksRight(page, 'safety-minor');
  await page.getByRole('button', { name: /^Đã làm: Đưa bạn ấy đến nơi an toàn/ }).click();
  await page.getByRole('button', { name: /^Làm lại: Đưa bạn ấy/ }).waitFor();
  await page.getByRole('button', { name: /^Không cần: Đánh giá nguy cơ/ }).click();
  await page.getByRole('button', { name: 'Không cần', exact: true }).click();
  await page.getByText('Ghi lý do bước này không cần.').first().waitFor();
  await page.getByLabel('Vì sao không cần?').fill('Đã có đánh giá của bệnh viện');
  await page.getByRole('button', { name: 'Không cần', exact: true }).click();
  await page.getByText('Đã có đánh giá của bệnh viện').waitFor();
  await page.getByRole('button', { name: 'Soạn báo cáo từ hồ sơ' }).click();
  expect(await page.getByLabel('Trẻ em (tên hoặc tên gọi)').inputValue()).toBe(young);
  await page.getByRole('button', { name: 'Đề nghị báo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đề nghị báo' }).click();
  await page.getByText('Chưa đến bước này. Hãy làm xong các bước trước.').waitFor();
  await page.getByLabel('Sự việc và nguy cơ').fill('Có người lớn ép đi làm');
  await page.getByLabel('Người báo và cách liên hệ').fill('Điều phối viên của trung tâm');
  await chip(page, 'Đã nói').check();
  await page.getByRole('button', { name: 'Lưu bản soạn' }).click();
  await page.getByText(/^Đã nói với bạn ấy ngày/).waitFor();
  await page.getByRole('button', { name: 'Đề nghị báo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Đề nghị báo' }).click();
  await page.getByText('Cần một giám sát viên khác xác nhận.').waitFor();
  await looksRight(page, 'safety-report');

  supervisor = await signIn('centre-1', 'supervisor');
  await supervisor.page.goto(new URL(page.url()).pathname);
  await supervisor.page.getByRole('button', { name: 'Xác nhận báo cáo' }).click();
  await supervisor.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận báo cáo' }).click();
  await supervisor.page.getByText('đã xác nhận, chờ trao').waitFor();
  await supervisor.page.getByRole('link', { name: 'Bản in' }).click();
  await supervisor.page.getByRole('heading', { name: 'Phiếu thông tin' }).waitFor();
  await supervisor.page.getByText('Có người lớn ép đi làm').waitFor();
  expect(await supervisor.page.title()).toBe('An Tâm · Phiếu thông tin');
  await looksRight(supervisor.page, 'safety-sheet');

  await page.reload();
  await page.getByLabel('Đã trao cho ai?').fill('Tổng đài 111');
  await page.getByRole('button', { name: 'Ghi đã trao' }).click();
  await page.getByText(/^Đã trao cho Tổng đài 111/).waitFor();
  expect(keeper.pageErrors).toEqual([]);
});

step('a trafficking case: said by who meets her, asked about in private, ended when its steps are done', async () => {
  const { page } = manager;
  await page.goto(heldAddress);
  await page.getByRole('button', { name: 'Báo có nguy hiểm' }).click();
  await chip(page, 'Nguy hiểm ngay lúc này').check();
  await page.getByText(/^Gọi trước, ghi sau/).waitFor();
  await chip(page, 'Có thể bị ép buộc, bị giữ hoặc bị lừa').check();
  await page.getByRole('textbox', { name: 'Điều cần biết (không bắt buộc)' }).fill('Có người giữ giấy tờ');
  await looksRight(page, 'safety-open');
  await page.getByRole('button', { name: 'Bắt đầu các bước' }).click();
  await page.getByText('Một mục an toàn').waitFor();

  // The file is not closed over it.
  await page.getByRole('button', { name: 'Đề nghị kết thúc' }).click();
  await chip(page, 'Đã chuyển đi nơi khác').check();
  await chip(page, 'Không rõ').check();
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await page.getByText(/^Còn mục an toàn đang mở/).waitFor();

  const desk = keeper.page;
  await desk.goto(heldAddress);
  await desk.getByRole('link', { name: /Có thể bị ép buộc/ }).click();
  await desk.getByText('Có người giữ giấy tờ').waitFor();
  const held = desk.getByRole('group', { name: 'Có ai giữ giấy tờ hoặc điện thoại của bạn không?' });
  await held.getByRole('radio', { name: 'Có', exact: true }).check();
  await desk.getByRole('button', { name: 'Lưu câu trả lời' }).click();
  await desk.getByText('Đã lưu.').waitFor();
  await looksRight(desk, 'safety-held');
  await desk.reload();
  expect(await held.getByRole('radio', { name: 'Có', exact: true }).isChecked()).toBe(true);
  const done = desk.getByRole('button', { name: /^Đã làm: / });
  for (let left = await done.count(); left > 0; left -= 1) {
    await done.first().click();
    await done.nth(left - 1).waitFor({ state: 'detached' });
  }
  await desk.getByRole('textbox', { name: 'Kết quả' }).fill('Bạn ấy ở chỗ mới, có người thân bên cạnh');
  await desk.getByRole('button', { name: 'Kết thúc mục này' }).click();
  await desk.getByText('Bạn ấy ở chỗ mới, có người thân bên cạnh').waitFor();
  await looksRight(desk, 'safety-ended');
  expect([...keeper.pageErrors, ...manager.pageErrors]).toEqual([]);
});
