import { runningEmbeddedPostgres } from '@an-tam/persistence';
import type { Page } from 'playwright-core';
import { BrowserSession, caseWork } from '../../apps/launcher/src/client/index.js';
import { addDays, realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight } from '../support/browser-journey.js';
import { queryRows } from '../support/database.js';
import { accountOf, type PersonAtBrowser } from '../support/person-at-browser.js';
import type { Stack } from '../support/stack.js';

const alias = `Lá Xanh ${String(Date.now()).slice(-5)}`;
const today = realToday();
let caseAddress = '';
let code = '';

/** A case manager's file, opened before anybody sits down at a page. */
async function openFile(stack: Stack): Promise<void> {
  const { account } = accountOf(stack, 'centre-1', 'case_manager');
  const manager = await BrowserSession.signIn(stack.url, account, stack);
  const consent = { form: 'spoken', wordingVersion: 'case_management/1' } as const;
  const facts = { alias, communeCode: '11980', channel: 'HOTLINE', openedOn: today };
  const file = await caseWork.open(manager, { ...facts, consent });
  caseAddress = `/files/${file.id}`;
  code = file.code;
}

const { stack, step, signIn } = browserJourney(today, openFile);
let supervisor: PersonAtBrowser;
let manager: PersonAtBrowser;
let officer: PersonAtBrowser;

const sen = 'Cộng tác viên Sen';
const nhai = 'Cộng tác viên Nhài';
const cuc = 'Điều phối viên Cúc';
const choose = (page: Page, label: string, name: string) =>
  page.getByLabel(label, { exact: true }).selectOption({ label: `${name} · ${roleOf(name)}` });
const roleOf = (name: string) => (name === cuc ? 'Điều phối viên' : 'Nhân viên tiếp cận');
const confirm = (page: Page, label: string) =>
  page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();

async function findsNothing(page: Page): Promise<void> {
  await page.goto(caseAddress);
  await page.getByText('Không tìm thấy').waitFor();
  expect(await page.getByText(alias).count()).toBe(0);
}

step('a supervisor hands a file over, by name', async () => {
  supervisor = await signIn('centre-1', 'supervisor');
  const { page } = supervisor;
  await page.goto('/files');
  await page
    .getByRole('link', { name: new RegExp(`${alias}.*${cuc}`) })
    .first()
    .click();
  await page.getByText(`Người phụ trách: ${cuc}`).waitFor();
  await page.getByRole('button', { name: 'Giao cho người khác' }).click();
  await page.getByRole('button', { name: 'Giao hồ sơ' }).click();
  await page.getByText('Hãy chọn một người.').waitFor();
  await looksRight(page, 'hand-over');
  await choose(page, 'Người phụ trách mới', sen);
  await page.getByRole('button', { name: 'Giao hồ sơ' }).click();
  await page.getByText(`Người phụ trách: ${sen}`).waitFor();
  expect(supervisor.pageErrors).toEqual([]);
});

step('she covers a leave, and the colleague sees the file until it ends', async () => {
  const colleague = await signIn('centre-1', 'outreach_worker', 1);
  await findsNothing(colleague.page);
  const { page } = supervisor;
  await page.getByRole('link', { name: 'Giám sát' }).click();
  await page.getByRole('heading', { name: 'Giám sát' }).waitFor();
  await looksRight(page, 'oversight');
  await page.getByRole('link', { name: 'Làm thay khi vắng' }).click();
  await page.getByText('Không có ai đang được làm thay').waitFor();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Hãy chọn một người.').first().waitFor();
  await choose(page, 'Ai vắng?', sen);
  await choose(page, 'Ai làm thay?', sen);
  await page.getByLabel('Đến hết ngày').fill(addDays(today, -1));
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Hãy chọn một người khác làm thay.').waitFor();
  for (const label of ['Ai làm thay?', 'Đến hết ngày'])
    await page.getByLabel(label).and(page.locator('[aria-invalid=true]')).waitFor();
  await looksRight(page, 'leave-cover-wrong');
  await choose(page, 'Ai làm thay?', nhai);
  await page.getByLabel('Đến hết ngày').fill(addDays(today, 2));
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText(`${nhai} làm thay ${sen}`).waitFor();
  await page.getByText('Đang làm thay').waitFor();
  await looksRight(page, 'leave-covers');

  await colleague.page.goto('/files');
  await colleague.page.getByRole('link', { name: new RegExp(alias) }).click();
  await colleague.page.getByRole('heading', { name: alias }).waitFor();
  await looksRight(colleague.page, 'file-of-worker');
  await page.getByRole('button', { name: /^Kết thúc: / }).click();
  await confirm(page, 'Kết thúc');
  await page.getByText('Không có ai đang được làm thay').waitFor();
  await findsNothing(colleague.page);
  expect([...supervisor.pageErrors, ...colleague.pageErrors]).toEqual([]);
});

step('a client excludes a member of staff, who finds nothing any more', async () => {
  manager = await signIn('centre-1', 'case_manager');
  await manager.page.goto(caseAddress);
  await manager.page.getByRole('heading', { name: alias }).waitFor();
  const { page } = supervisor;
  await page.goto(caseAddress);
  const section = page.getByRole('region', { name: 'Không muốn nhân viên này xem' });
  await section.getByRole('button', { name: 'Xem và thay đổi' }).click();
  await section.getByText('Chưa chọn ai.').waitFor();
  await section.getByRole('button', { name: 'Không cho xem' }).click();
  await section.getByText('Hãy chọn một người.').waitFor();
  await choose(page, 'Nhân viên', sen);
  await section.getByRole('button', { name: 'Không cho xem' }).click();
  await section.getByText(/Hãy giao cho người khác trước/).waitFor();
  await choose(page, 'Nhân viên', cuc);
  await section.getByRole('button', { name: 'Không cho xem' }).click();
  await section.getByRole('button', { name: `Cho xem lại: ${cuc}` }).waitFor();
  await looksRight(page, 'file-exclusions');
  await findsNothing(manager.page);
  await manager.page.goto('/files');
  await manager.page.getByRole('heading', { name: 'Hồ sơ' }).waitFor();
  expect(await manager.page.getByRole('link', { name: new RegExp(alias) }).count()).toBe(0);
});

step('in an emergency she gives a reason, and nothing opens before a second person agrees', async () => {
  const { page } = manager;
  await page.getByLabel('Tìm hồ sơ').fill(code);
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.getByRole('button', { name: 'Mở khẩn cấp (cần lý do)' }).click();
  await page.getByText('Một người khác luôn xem lại lần mở này.').waitFor();
  expect(await page.getByLabel('Mã hồ sơ').inputValue()).toBe(code);
  await page.getByRole('button', { name: 'Mở khẩn cấp', exact: true }).click();
  await page.getByText('Hãy chọn một lý do.').waitFor();
  await looksRight(page, 'emergency-form');
  await page.getByRole('radio', { name: 'Cần chăm sóc y tế gấp' }).check();
  await provedLongAgo(manager);
  await page.getByRole('button', { name: 'Mở khẩn cấp', exact: true }).click();
  await page.getByText(/Bước này cần bạn xác nhận lại mình là ai/).waitFor();
  await looksRight(page, 'emergency-step-up');
  await manager.proveAgain(stack(), 'centre-1', 'case_manager');
  await page.getByText('Đã xác nhận. Hãy làm lại bước này để tiếp tục.').waitFor();
  expect(await page.getByLabel('Mã hồ sơ').inputValue()).toBe(code);
  await page.getByRole('button', { name: 'Mở khẩn cấp', exact: true }).click();
  await page.getByText(/Hãy gọi giám sát viên ngay/).waitFor();
  await findsNothing(page);
  await page.goto('/files/emergency');
  await page.getByText('Chờ người thứ hai').waitFor();
  await looksRight(page, 'emergency-own');
  expect(manager.pageErrors).toEqual([]);
});

step('the second person agrees, and the file is read and no more', async () => {
  const { page } = supervisor;
  await page.getByRole('link', { name: 'Giám sát' }).click();
  await page.getByText('Chờ người thứ hai đồng ý: 1').waitFor();
  await page.getByRole('link', { name: /Mở khẩn cấp/ }).click();
  await page.getByText('Người được hỗ trợ đã chọn không cho người này xem.').waitFor();
  await looksRight(page, 'emergencies-waiting');
  await page.getByRole('button', { name: `Đồng ý cho mở: ${cuc}, Hồ sơ ${code}` }).click();
  await confirm(page, 'Đồng ý cho mở');
  await page.getByRole('heading', { name: 'Cần xem lại' }).waitFor();
  await page.getByText(/Bạn đã đồng ý cho mở/).waitFor();
  expect(await page.getByRole('button', { name: /chính đáng/ }).count()).toBe(0);
  await looksRight(page, 'emergencies-agreed');

  const reader = manager.page;
  await reader.getByRole('button', { name: 'Cập nhật' }).click();
  await reader.getByRole('link', { name: new RegExp(code) }).click();
  await reader.getByRole('heading', { name: alias }).waitFor();
  await reader.getByText(/Hồ sơ tự đóng lúc \d\d:\d\d \(còn \d+ phút\)/).waitFor();
  expect(
    await reader
      .getByRole('button', { name: /^Rút lại/ })
      .first()
      .isDisabled(),
  ).toBe(true);
  expect(await reader.getByRole('region', { name: 'Việc tiếp theo' }).count()).toBe(0);
  await looksRight(reader, 'file-in-emergency');

  expect([...supervisor.pageErrors, ...manager.pageErrors]).toEqual([]);
});

step('who had no part in it reviews it, which closes the file, and never learns which one it was', async () => {
  officer = await signIn('centre-1', 'dpo');
  const { page } = officer;
  await page.getByRole('link', { name: 'Mở khẩn cấp' }).click();
  await page.getByText('Một hồ sơ của trung tâm').waitFor();
  await looksRight(page, 'emergencies-of-dpo');
  const content = page.getByRole('main');
  expect(await content.getByRole('button', { name: /Đồng ý/ }).count()).toBe(0);
  await page.getByRole('button', { name: /^Không có lý do chính đáng/ }).click();
  await confirm(page, 'Không có lý do chính đáng');
  await page.getByRole('heading', { name: 'Đã xem lại' }).waitFor();
  expect(await content.getByText(code).count()).toBe(0);
  await looksRight(page, 'emergencies-reviewed');
  const reader = manager.page;
  await reader.getByRole('button', { name: 'Cập nhật' }).click();
  await reader.getByText('Không tìm thấy').waitFor();
  expect(await reader.getByText(alias).count()).toBe(0);
  expect([...officer.pageErrors, ...manager.pageErrors]).toEqual([]);
});

function databaseOf(service: string): string {
  const url = new URL(runningEmbeddedPostgres(stack().dataDir) ?? '');
  url.pathname = `/${service}`;
  return url.href;
}

/** Her session as it is an hour after she signed in. */
async function provedLongAgo({ page }: PersonAtBrowser): Promise<void> {
  const { accountId } = (await (await page.request.get('/api/session')).json()) as { accountId: string };
  await queryRows(
    databaseOf('gateway'),
    `UPDATE session SET proved_at = now() - interval '1 hour' WHERE account_id = $1`,
    { parameters: [accountId] },
  );
}

/** As the hourly review keeps it; its own tests show what it finds. */
async function keepFinding(): Promise<void> {
  const { accountId } = (
    await BrowserSession.signIn(stack().url, accountOf(stack(), 'centre-1', 'case_manager').account, stack())
  ).person;
  await queryRows(
    databaseOf('intake'),
    `INSERT INTO access_finding (id, centre_id, account_id, day, rule, observed, usual, expires_on)
     SELECT gen_random_uuid(), centre_id, $1, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 'unrelated', 7, 4, 'tomorrow'
       FROM case_file LIMIT 1`,
    { parameters: [accountId] },
  );
}

step('what stood out is asked about, and answered beside the files it is about', async () => {
  await keepFinding();
  const { page } = supervisor;
  await page.getByRole('link', { name: 'Giám sát' }).first().click();
  await page.getByRole('link', { name: 'Truy cập bất thường' }).click();
  await page.getByRole('heading', { name: 'Chờ trả lời' }).waitFor();
  await looksRight(page, 'access-review');
  await page.getByRole('link', { name: new RegExp(cuc) }).click();
  await page.getByRole('link', { name: new RegExp(`Hồ sơ ${code}`) }).waitFor();
  await page.getByRole('button', { name: 'Lưu câu trả lời' }).click();
  await page.getByRole('textbox', { name: 'Ghi chú' }).and(page.locator('[aria-invalid=true]')).waitFor();
  await looksRight(page, 'access-finding-incomplete');
  await page.getByRole('radio', { name: 'Đã giải thích, không cần làm gì thêm' }).check();
  await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Giúp đồng nghiệp trong ngày rà soát');
  await page.getByRole('button', { name: 'Lưu câu trả lời' }).click();
  await page.getByText(/Giám sát viên Mai trả lời hôm nay/).waitFor();
  expect(await page.getByRole('button', { name: 'Lưu câu trả lời' }).count()).toBe(0);
  await looksRight(page, 'access-finding-answered');
  expect(supervisor.pageErrors).toEqual([]);
});

step('the trace says who did what with a file, by its code, and that nothing of it was changed', async () => {
  const { page, pageErrors } = officer;
  await page.getByRole('link', { name: 'Nhật ký' }).first().click();
  await page.getByText(/dòng đã niêm phong, lần cuối hôm nay/).waitFor();
  await page.getByRole('button', { name: 'Kiểm tra toàn bộ' }).click();
  await page.getByText('Nguyên vẹn', { exact: true }).waitFor();
  await page.getByLabel('Mã hồ sơ').fill(code.replace(/.$/, '?'));
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.getByText('Mã hồ sơ không đúng. Hãy xem lại từng chữ.').waitFor();
  await page.getByLabel('Mã hồ sơ').fill(code.toLowerCase());
  await page.getByLabel('Việc', { exact: true }).selectOption({ label: 'Tạo' });
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.getByText(`${cuc} tạo hồ sơ ${code}`).waitFor();
  await looksRight(page, 'trace-of-file');
  expect(await page.getByRole('main').getByText(alias).count()).toBe(0);
  await page.getByText('Phiên làm việc', { exact: true }).click();
  await page.getByRole('button', { name: 'Bỏ điều kiện' }).click();
  await page
    .getByText(/ mở phiên làm việc| tạo phiên làm việc/)
    .first()
    .waitFor();
  await looksRight(page, 'trace-of-sessions');
  await page.getByText('Đăng nhập và tài khoản', { exact: true }).click();
  await page.getByRole('button', { name: 'Bỏ điều kiện' }).click();
  await page
    .getByText(/ đăng nhập /)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Truy cập bất thường' }).first().click();
  await page.getByText('Đã giải thích').waitFor();
  await page.getByRole('link', { name: new RegExp(cuc) }).click();
  await page.getByRole('link', { name: /Xem cả ngày trong nhật ký/ }).click();
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
  await looksRight(page, 'trace-of-day');
  expect(pageErrors).toEqual([]);
});
