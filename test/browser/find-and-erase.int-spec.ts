import type { Page } from 'playwright-core';
import { realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight } from '../support/browser-journey.js';
import type { PersonAtBrowser } from '../support/person-at-browser.js';
import { chip, choosePlace, consentAndAlias, goOn } from '../support/registration-pages.js';

const alias = `Sóng Biếc ${String(Date.now()).slice(-5)}`;
const phone = '0913 222 444';
const documentNumber = `033 190 ${String(Date.now()).slice(-6)}`;
const email = `song.biec.${String(Date.now()).slice(-5)}@example.org`;
const uic = `SOBI-01-${String(Date.now()).slice(-6)}`;

const { step, signIn } = browserJourney(realToday());
let supervisor: PersonAtBrowser;
let caseAddress = '';
let code = '';

/** Searches; what an earlier search found is gone from the page as soon as the answer to this one is awaited. */
async function search(page: Page, text: string): Promise<void> {
  await page.getByLabel('Tìm hồ sơ').fill(text);
  const answered = page.waitForResponse((response) => response.url().endsWith('/case-searches'));
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await answered;
}

step('a supervisor opens a file', async () => {
  supervisor = await signIn('centre-1', 'supervisor');
  const { page } = supervisor;
  await page.goto('/files');
  await page.getByRole('heading', { name: 'Hồ sơ' }).waitFor();
  await page.getByRole('link', { name: 'Mở hồ sơ' }).first().click();
  await consentAndAlias(page, alias);
  await page.getByLabel('Số điện thoại').fill(phone);
  await goOn(page);
  await choosePlace(page, 'pho hien', /Phố Hiến/);
  await chip(page, 'Gặp tại cộng đồng').check();
  await page.getByRole('button', { name: 'Ghi thêm' }).click();
  await page.getByLabel('Số người cùng nhà').fill('3');
  await chip(page, 'Khmer').check();
  await looksRight(page, 'open-file-life');
  await goOn(page);
  await page.getByRole('heading', { name: 'Muốn ghi thêm để lần sau tìm lại?' }).waitFor();
  expect(await page.getByLabel('Số giấy tờ').count()).toBe(0);
  await page.getByRole('button', { name: 'Thêm cách khác để tìm lại' }).click();
  await page.getByText('Vì sao hỏi?').waitFor();
  await looksRight(page, 'open-file-further-ways');
  await page.getByLabel('Số giấy tờ').fill('giấy tờ');
  await goOn(page);
  await page.getByRole('heading', { name: 'Tính vào con số chung?' }).waitFor();
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
  // What only the service can check leads back to its question, and nothing that was typed is gone.
  await page.getByLabel('Số giấy tờ').and(page.locator('[aria-invalid=true]')).waitFor();
  await page.getByLabel('Số giấy tờ').fill(documentNumber);
  await page.getByRole('button', { name: 'Mở hồ sơ luôn' }).click();
  await page.getByRole('heading', { name: alias }).waitFor();
  caseAddress = new URL(page.url()).pathname;
  code = (await page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/).textContent()) ?? '';
  expect(code).not.toBe('');
});

step(
  'what a colleague saved first stands beside one’s own, and the client reads her file with the worker',
  async () => {
    const { page, pageErrors } = supervisor;
    const other = await page.context().newPage();
    for (const one of [page, other]) {
      await one.goto(caseAddress);
      await one.getByRole('button', { name: 'Sửa cách liên hệ' }).click();
    }
    await chip(other, 'Nhắn tin').check();
    await other.getByRole('button', { name: 'Lưu cách liên hệ' }).click();
    await other.getByText('Chưa an toàn để nhắn tin.').waitFor();
    await other.close();
    await chip(page, 'Gọi điện').check();
    await chip(page, 'Chỉ trong khung giờ').check();
    await page.getByRole('button', { name: 'Lưu cách liên hệ' }).click();
    await page.getByText('Có người vừa sửa. Xem khác biệt.').waitFor();
    await page.getByRole('radio', { name: 'Của bạn: 08:00–17:00' }).waitFor();
    await page.getByRole('radio', { name: 'Đang có: Nhắn tin' }).check();
    await looksRight(page, 'merge');
    await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await page
      .getByText('Chưa an toàn để nhắn tin. Gọi trong khung 08:00')
      .or(page.getByText(/nhắn tin.*08:00/))
      .first()
      .waitFor();

    await page.getByRole('link', { name: 'Đọc cùng nhau' }).click();
    await page.getByRole('heading', { name: 'Đọc cùng nhau' }).waitFor();
    await page.getByText(alias).waitFor();
    expect(await page.title()).toBe('An Tâm · Đọc cùng nhau');
    const agreed = page.getByRole('list', { name: 'Những điều đã đồng ý' });
    await agreed.getByRole('button', { name: 'Lời đã đọc khi đồng ý' }).first().click();
    await agreed.getByText('Bạn đồng ý cho trung tâm ghi lại').waitFor();
    await page.getByRole('list', { name: 'Ai đã mở hồ sơ' }).getByText('Giám sát viên').waitFor();
    await looksRight(page, 'read-together');
    await agreed
      .getByRole('button', { name: /^Rút lại/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
    await agreed.getByText(/^Đã rút lại/).waitFor();
    await page.getByRole('link', { name: 'Về hồ sơ' }).click();
    await page.getByRole('button', { name: 'Hỏi lại sự đồng ý ghi chép' }).click();
    await chip(page, 'Nói miệng').check();
    await looksRight(page, 'ask-consent');
    await page.getByRole('button', { name: 'Ghi sự đồng ý' }).click();
    await page.getByRole('button', { name: 'Hỏi lại sự đồng ý ghi chép' }).waitFor({ state: 'detached' });
    expect(pageErrors).toEqual([]);
  },
);

step('a second file with the same phone is asked about first, and not opened by mistake', async () => {
  const { page } = supervisor;
  await page.goto('/files/new');
  await consentAndAlias(page, 'Sông Lạ');
  await page.getByLabel('Số điện thoại').fill(phone);
  await goOn(page);
  await choosePlace(page, 'pho hien', /Phố Hiến/);
  await chip(page, 'Gặp tại cộng đồng').check();
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
  const alike = page.getByRole('region', { name: 'Có thể bạn ấy đã có hồ sơ' });
  await alike.getByText(code).waitFor();
  await looksRight(page, 'open-file-alike');
  await alike.getByRole('link', { name: new RegExp(alias) }).click();
  await page.getByRole('heading', { name: alias }).waitFor();
  // What was begun waits in this tab until somebody discards it.
  await page.goBack();
  await page.getByRole('heading', { name: 'Bạn ấy ở đâu, gặp qua đâu?' }).waitFor();
  while (await page.getByRole('button', { name: 'Quay lại' }).isVisible())
    await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByRole('button', { name: 'Bỏ bản này' }).click();
  await page.getByText('Bản đang ghi dở vẫn còn đây.').waitFor({ state: 'detached' });
  await page.goto(caseAddress);
});

step('what she was told later is added on the case page, beside the identity that is open', async () => {
  const { page } = supervisor;
  const identity = page.getByRole('region', { name: 'Thông tin định danh' });
  const show = identity.getByRole('button', { name: 'Hiện thông tin định danh' });
  const add = identity.getByRole('button', { name: 'Thêm cách khác để tìm lại' });
  expect(await identity.getByText(documentNumber).count()).toBe(0);
  await show.click();
  await identity.getByText(documentNumber).waitFor();
  expect(await identity.getByText('Mã UIC').count()).toBe(0);
  await add.click();
  await looksRight(page, 'file-identity-adding');
  // It closes by itself after a minute, which a slow machine may have taken for the pictures.
  if (await show.isVisible()) {
    await show.click();
    await add.click();
  }
  await identity.getByLabel('Thư điện tử').fill('song.biec');
  await identity.getByLabel('Mã UIC').fill(uic);
  await identity.getByRole('button', { name: 'Lưu' }).click();
  await identity.getByText('Địa chỉ thư điện tử không đúng.').first().waitFor();
  await identity.getByLabel('Thư điện tử').fill(email);
  await identity.getByRole('button', { name: 'Lưu' }).click();
  await identity.getByText(email).waitFor();
  await identity.getByText(uic).waitFor();
  await identity.getByRole('button', { name: 'Sửa cách tìm lại' }).waitFor();
  await looksRight(page, 'file-identity');
  if (!(await show.isVisible())) await identity.getByRole('button', { name: 'Đóng lại' }).click();
  expect(await page.getByText(email).count()).toBe(0);
  expect(supervisor.pageErrors).toEqual([]);
});

step('she finds it by whatever she knows of her, and nothing of it stands in an address', async () => {
  const { page } = supervisor;
  await page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
  const known = [
    phone.replaceAll(' ', ''),
    alias.normalize('NFD').replace(/\p{M}/gu, ''),
    code.toLowerCase(),
    code.replaceAll('-', ''),
    documentNumber.replaceAll(' ', '.'),
    email.toUpperCase(),
    uic.replaceAll('-', '').toLowerCase(),
  ];
  for (const text of known) {
    await search(page, text);
    const found = page.getByRole('list', { name: 'Hồ sơ tìm thấy' });
    await found.getByRole('link', { name: new RegExp(alias) }).waitFor();
    expect(await found.getByRole('link').count()).toBe(1);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/files');
  }
  await looksRight(page, 'files-found');
  await search(page, 'không ai tên như vậy');
  await page.getByText('Không thấy hồ sơ nào').waitFor();
  await looksRight(page, 'files-not-found');
  const wrong = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2');
  await search(page, wrong);
  await page.getByText('Mã hồ sơ không đúng. Hãy xem lại từng chữ và số.').waitFor();
  expect(supervisor.pageErrors).toEqual([]);
});

step('she erases it with its code typed out, and only the certificate is left', async () => {
  const { page } = supervisor;
  await page.goto(caseAddress);
  await page.getByRole('button', { name: 'Xóa hồ sơ này' }).waitFor();
  await page.getByRole('button', { name: 'Xem hồ sơ trùng' }).click();
  await page.getByText('Không thấy hồ sơ nào trùng.').waitFor();
  await looksRight(page, 'file-of-supervisor');
  await page.getByRole('button', { name: 'Xóa hồ sơ này' }).click();
  const dialog = page.getByRole('dialog', { name: 'Xóa hồ sơ vĩnh viễn?' });
  const confirm = dialog.getByRole('button', { name: 'Xóa hồ sơ này' });
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('xóa');
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill(code.toLowerCase());
  await confirm.click();
  await page.getByRole('heading', { name: 'Chứng nhận xóa' }).waitFor();
  await page.getByRole('heading', { name: 'Đã xóa', exact: true }).waitFor();
  await page.getByText(code).waitFor();
  expect(await page.getByText(alias).count()).toBe(0);
  await looksRight(page, 'erasure-certificate');

  await page.goto(caseAddress);
  await page.getByText('Không tìm thấy').waitFor();
  await page.goto('/files');
  for (const text of [phone, documentNumber, email, uic]) {
    await search(page, text);
    await page.getByText('Không thấy hồ sơ nào').waitFor();
  }
  await page.getByRole('link', { name: 'Giám sát' }).click();
  await page.getByRole('link', { name: 'Hồ sơ đã xóa' }).click();
  await page.getByRole('heading', { name: 'Hồ sơ đã xóa' }).waitFor();
  const line = page.getByRole('list', { name: 'Hồ sơ đã xóa' }).getByRole('link', { name: new RegExp(code) });
  await line.waitFor();
  await looksRight(page, 'erasures');
  await line.click();
  await page.getByRole('heading', { name: 'Chứng nhận xóa' }).waitFor();
  expect(supervisor.pageErrors).toEqual([]);
});

step('a case manager is not offered it', async () => {
  const { page } = await signIn('centre-1', 'case_manager');
  await page.goto('/files');
  await page
    .getByRole('link', { name: /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]/ })
    .or(page.getByText('Chưa có hồ sơ nào'))
    .first()
    .waitFor();
  expect(await page.getByRole('link', { name: 'Giám sát' }).count()).toBe(0);
  await page.goto(`${caseAddress}/erasure`);
  await page.getByText('Vai trò của bạn không dùng được phần này').waitFor();
});
