import { BrowserSession, caseWork } from '../../apps/launcher/src/client/index.js';
import { realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight } from '../support/browser-journey.js';
import { accountOf, type PersonAtBrowser } from '../support/person-at-browser.js';
import { chip } from '../support/registration-pages.js';
import type { Stack } from '../support/stack.js';

const mark = String(Date.now()).slice(-5);
const [kept, folded] = [`Mây Trắng ${mark}`, `Mây Xanh ${mark}`];
const today = realToday();
let keptAddress = '';

/** Two files of one person, opened before anybody sits down at a page. */
async function openFiles(stack: Stack): Promise<void> {
  const { account } = accountOf(stack, 'centre-1', 'case_manager');
  const manager = await BrowserSession.signIn(stack.url, account, stack);
  const consent = { form: 'spoken', wordingVersion: 'case_management/1' } as const;
  const facts = { communeCode: '11980', channel: 'HOTLINE', openedOn: today, phone: '0912 345 600', consent };
  keptAddress = `/files/${(await caseWork.open(manager, { ...facts, alias: kept })).id}`;
  await caseWork.open(manager, { ...facts, alias: folded });
}

const { step, signIn } = browserJourney(today, openFiles);
let manager: PersonAtBrowser;
let supervisor: PersonAtBrowser;
const confirm = ({ page }: PersonAtBrowser, label: string) =>
  page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();

step('two files of one person are read as one after a second person agreed, and are taken apart again', async () => {
  manager = await signIn('centre-1', 'case_manager');
  const { page } = manager;
  await page.goto(keptAddress);
  await page.getByRole('button', { name: 'Xem hồ sơ trùng' }).click();
  await page.getByRole('button', { name: `Đề nghị gộp ${kept} và ${folded}` }).click();
  await looksRight(page, 'merge-form');
  await page.getByRole('button', { name: 'Gửi giám sát viên' }).click();
  await page.getByText('Đã gửi.').waitFor();

  supervisor = await signIn('centre-1', 'supervisor');
  const desk = supervisor.page;
  await desk.goto('/files/merges');
  await desk.getByText(`Giữ ${kept}, gộp ${folded} vào`).waitFor();
  await looksRight(desk, 'merges');
  await desk.getByRole('button', { name: 'Đồng ý gộp' }).click();
  await confirm(supervisor, 'Đồng ý gộp');
  await desk.getByRole('button', { name: 'Tách' }).waitFor();
  await page.goto(keptAddress);
  await page.getByText(`Hồ sơ đã gộp: ${folded}`).waitFor();
  await looksRight(page, 'merged-file');
  await desk.getByRole('button', { name: 'Tách' }).click();
  await confirm(supervisor, 'Tách ra');
  await desk.getByRole('button', { name: 'Tách' }).waitFor({ state: 'detached' });
  await page.goto(keptAddress);
  await page.getByRole('heading', { name: kept }).waitFor();
  expect(await page.getByText(`Hồ sơ đã gộp: ${folded}`).count()).toBe(0);
});

step('she moves to another centre with her consent, and nobody here reads her file any more', async () => {
  const { page } = manager;
  await page.getByRole('button', { name: 'Xin chuyển hồ sơ' }).click();
  await page.getByRole('button', { name: 'Gửi giám sát viên' }).click();
  await page.getByText('Chọn cách bạn ấy đồng ý.').waitFor();
  await page.getByLabel('Trung tâm nào?').selectOption({ label: 'Trung tâm Công tác xã hội số 2' });
  await chip(page, 'Bạn ấy chuyển đến đó').check();
  await chip(page, 'Bằng văn bản').check();
  await looksRight(page, 'transfer-form');
  await page.getByRole('button', { name: 'Gửi giám sát viên' }).click();
  await page.getByText('Đến Trung tâm Công tác xã hội số 2').waitFor();

  const desk = supervisor.page;
  await desk.goto('/files/transfers');
  await desk.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await confirm(supervisor, 'Duyệt');
  await desk.getByText('Chờ trung tâm kia nhận').waitFor();
  await looksRight(desk, 'transfers');

  const receiver = await signIn('centre-2', 'supervisor');
  await receiver.page.goto('/files/transfers');
  await receiver.page.getByText('Từ Trung tâm Công tác xã hội số 1').waitFor();
  await looksRight(receiver.page, 'transfer-offered');
  expect(await receiver.page.getByText(kept).count()).toBe(0);
  await receiver.page.getByRole('button', { name: 'Nhận hồ sơ' }).click();
  await confirm(receiver, 'Nhận hồ sơ');
  await receiver.page.getByRole('link', { name: 'Mở hồ sơ' }).click();
  await receiver.page.getByRole('heading', { name: kept }).waitFor();
  await looksRight(receiver.page, 'transferred-file');
  for (const person of [manager, supervisor]) {
    await person.page.goto(keptAddress);
    await person.page.getByText('Không tìm thấy').waitFor();
    expect(person.pageErrors).toEqual([]);
  }
  expect(receiver.pageErrors).toEqual([]);
});
