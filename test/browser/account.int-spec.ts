import type { Page } from 'playwright-core';
import { generateSync } from 'otplib';
import { realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney, looksRight } from '../support/browser-journey.js';
import { accountOf } from '../support/person-at-browser.js';
import { giveAuthenticator } from '../support/virtual-authenticator.js';

const { stack, step, signIn, visit } = browserJourney(realToday());

async function openAccountPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản của bạn/ }).click();
  await page.getByRole('menuitem', { name: 'Mật khẩu và đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Bước xác nhận thứ hai' }).waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản của bạn/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await page.getByText('Bạn đã đăng xuất.').waitFor();
}

async function beginSignIn(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.getByLabel('Tên tài khoản').waitFor();
}

const inside = (page: Page) => page.getByRole('button', { name: 'Thoát nhanh' });

step('a passkey is made on the account page and signs in with two taps, when the device knows its owner', async () => {
  const { page, pageErrors } = await signIn('centre-1', 'case_manager');
  const device = await giveAuthenticator(page);
  await openAccountPage(page);
  await looksRight(page, 'account');
  await page.getByLabel('Đặt tên cho khóa').fill('Điện thoại của tôi');
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await page.getByRole('button', { name: 'Bỏ Điện thoại của tôi' }).waitFor();
  await signOut(page);
  await beginSignIn(page);
  await looksRight(page, 'sign-in');
  await device.recognises(false);
  await page.getByRole('button', { name: 'Dùng khóa truy cập (passkey)' }).click();
  await page.getByText('Chưa xác nhận được bằng khóa truy cập.').waitFor();
  expect(await inside(page).count()).toBe(0);
  await device.recognises(true);
  await page.getByRole('button', { name: 'Dùng khóa truy cập (passkey)' }).click();
  await inside(page).waitFor();
  expect(pageErrors).toEqual([]);
  await openAccountPage(page);
  await page
    .getByText(/dùng lần cuối hôm nay/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Bỏ Điện thoại của tôi' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ', exact: true }).click();
  await page.getByText('Chưa có khóa truy cập nào.').waitFor();
  await signOut(page);
  await beginSignIn(page);
  await page.getByRole('button', { name: 'Dùng khóa truy cập (passkey)' }).click();
  await page.getByText('Khóa truy cập này chưa dùng được.').waitFor();
});

step(
  'an authenticator app is set up with its picture and first code, and its codes and recovery codes sign in',
  async () => {
    const { page } = await signIn('centre-1', 'outreach_worker');
    await openAccountPage(page);
    await page.getByRole('button', { name: 'Chuyển sang điện thoại khác' }).click();
    await page.getByRole('img', { name: 'Mã QR của ứng dụng xác thực' }).waitFor();
    await looksRight(page, 'account-authenticator');
    const secret = /[A-Z2-7]{32}/.exec(await page.getByText(/^Không quét được/).innerText())?.[0] ?? '';
    await page.getByLabel('Mã 6 chữ số').fill('000000');
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByText('Mã không đúng hoặc đã dùng rồi.').waitFor();
    await page.getByLabel('Mã 6 chữ số').fill(generateSync({ secret, epoch: Date.now() / 1000 - 30 }));
    await page.getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByRole('button', { name: 'Chuyển sang điện thoại khác' }).waitFor();
    await page.getByRole('button', { name: 'Tạo mã dự phòng mới' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Tạo mã dự phòng mới' }).click();
    await page.getByText('Đây là lần duy nhất các mã này hiện ra.').waitFor();
    const codes = await page.getByRole('list', { name: 'Mã dự phòng' }).getByRole('listitem').allInnerTexts();
    expect(new Set(codes).size).toBe(10);
    await signOut(page);
    const present = () => generateSync({ secret, epoch: Date.now() / 1000 + 30 });
    for (const code of [() => codes[0] ?? '', present]) {
      await beginSignIn(page);
      await page.getByLabel('Tên tài khoản').fill(accountOf(stack(), 'centre-1', 'outreach_worker').account);
      await page.getByLabel('Mật khẩu', { exact: true }).fill(stack().password);
      await page.getByRole('button', { name: 'Tiếp tục' }).click();
      await page.getByLabel('Mã xác nhận').waitFor();
      if (code !== present) await looksRight(page, 'sign-in-code');
      await page.getByLabel('Mã xác nhận').fill(code());
      await page.getByRole('button', { name: 'Tiếp tục' }).click();
      await inside(page).waitFor();
      await signOut(page);
    }
  },
);

step('signed-in devices are listed, and another one is signed out from here', async () => {
  const desk = await signIn('core-host', 'release_officer');
  const phone = await signIn('core-host', 'release_officer');
  await openAccountPage(desk.page);
  await desk.page
    .getByRole('button', { name: /^Đăng xuất Chrome/ })
    .first()
    .waitFor();
  await looksRight(desk.page, 'account-devices');
  await desk.page
    .getByRole('button', { name: /^Đăng xuất Chrome/ })
    .first()
    .click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await desk.page.getByRole('button', { name: /^Đăng xuất Chrome/ }).waitFor({ state: 'detached' });
  await phone.page.reload();
  await phone.page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
});

step('a changed password is the only one that signs in afterwards', async () => {
  const { account } = accountOf(stack(), 'commune', 'reporting_officer');
  const { page } = await signIn('commune', 'reporting_officer');
  await openAccountPage(page);
  const chosen = 'mưa rào tháng bảy';
  await page.getByLabel('Mật khẩu hiện tại').fill(stack().password);
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(chosen);
  await page.getByLabel('Nhập lại mật khẩu mới').fill(chosen);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await page.getByText('Phiên làm việc đã hết.').waitFor();
  const fresh = (await visit()).page;
  for (const [password, answer] of [
    [stack().password, fresh.getByText('Tài khoản hoặc mật khẩu không đúng.')],
    [chosen, inside(fresh)],
  ] as const) {
    await beginSignIn(fresh);
    await fresh.getByLabel('Tên tài khoản').fill(account);
    await fresh.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await fresh.getByRole('button', { name: 'Tiếp tục' }).click();
    await answer.waitFor();
  }
});
