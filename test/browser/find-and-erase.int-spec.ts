import type { Page } from 'playwright-core';
import { realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight } from '../support/browser-journey.js';
import type { PersonAtBrowser } from '../support/person-at-browser.js';

const alias = `Sóng Biếc ${String(Date.now()).slice(-5)}`;
const phone = '0913 222 444';

const { step, signIn } = browserJourney(realToday());
let supervisor: PersonAtBrowser;
let caseAddress = '';
let code = '';

const chip = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).or(page.getByRole('checkbox', { name, exact: true }));

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
  await page.getByRole('heading', { name: 'Hồ sơ' }).waitFor();
  await page.getByRole('link', { name: 'Mở hồ sơ' }).first().click();
  await page.getByRole('checkbox', { name: 'Mình đã nói rõ những điều trên' }).check();
  await chip(page, 'Nói miệng').first().check();
  await page.getByLabel('Tên gọi').fill(alias);
  await page.getByRole('combobox', { name: 'Xã, phường' }).fill('pho hien');
  await page.getByRole('option', { name: /Phố Hiến/ }).click();
  await chip(page, 'Gặp tại cộng đồng').check();
  await page.getByLabel('Số điện thoại').fill(phone);
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
  await page.getByRole('heading', { name: alias }).waitFor();
  caseAddress = new URL(page.url()).pathname;
  code = (await page.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/).textContent()) ?? '';
  expect(code).not.toBe('');
});

step(
  'she finds it by phone, by name without tone marks and by code, and nothing of it stands in an address',
  async () => {
    const { page } = supervisor;
    await page.getByRole('link', { name: /Tất cả hồ sơ/ }).click();
    for (const text of [phone.replaceAll(' ', ''), alias.normalize('NFD').replace(/\p{M}/gu, ''), code.toLowerCase()]) {
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
  },
);

step('she erases it with its code typed out, and only the certificate is left', async () => {
  const { page } = supervisor;
  await page.goto(caseAddress);
  await page.getByRole('button', { name: 'Xóa hồ sơ này' }).waitFor();
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
  await search(page, phone);
  await page.getByText('Không thấy hồ sơ nào').waitFor();
  expect(supervisor.pageErrors).toEqual([]);
});

step('a case manager is not offered it', async () => {
  const { page } = await signIn('centre-1', 'case_manager');
  await page
    .getByRole('link', { name: /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]/ })
    .or(page.getByText('Chưa có hồ sơ nào'))
    .first()
    .waitFor();
  await page.goto(`${caseAddress}/erasure`);
  await page.getByText('Vai trò của bạn không dùng được phần này').waitFor();
});
