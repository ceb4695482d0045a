import type { Page } from 'playwright-core';
import { looksRight } from './browser-journey.js';

/** A chip by its words, whether one or many of its row can be chosen. */
export const chip = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).or(page.getByRole('checkbox', { name, exact: true }));

export const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp', exact: true }).click();

/** From "Nói trước điều này" to the question how she can be reached. */
export async function consentAndAlias(page: Page, alias: string): Promise<void> {
  await page.getByRole('heading', { name: 'Nói trước điều này' }).waitFor();
  await page.getByRole('button', { name: 'Mình đã nói rõ, bắt đầu' }).click();
  await page.getByRole('heading', { name: 'Sự đồng ý được hỗ trợ' }).waitFor();
  await chip(page, 'Nói miệng').check();
  await goOn(page);
  await page.getByLabel('Tên gọi').fill(alias);
  await goOn(page);
  await page.getByRole('heading', { name: 'Liên hệ thế nào thì an toàn?' }).waitFor();
}

export async function choosePlace(page: Page, commune: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: 'Xã, phường' }).fill(commune);
  await page.getByRole('option', { name: option }).click();
}

/** From "Ghi nhanh" and back: somebody whom another unit introduces, who would agree and then does not want it. */
export async function meetIntroduced(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Người được giới thiệu' }).click();
  await page.getByRole('heading', { name: 'Người được giới thiệu' }).waitFor();
  await page.getByLabel('Gọi bạn ấy là gì?').fill('Mây');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Cần điền mục này.').waitFor();
  await page.getByLabel('Gặp bạn ấy bằng cách nào?').fill('Nhắn qua chị cùng phòng');
  await chip(page, 'Gọi điện').check();
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã ghi. Bạn ấy có trong Hôm nay.').waitFor();
  await looksRight(page, 'introduced');
  await page.goto('/today');
  await page.getByText('còn 14 ngày').waitFor();
  await looksRight(page, 'today-introduced');
  await page.getByRole('button', { name: 'Bạn ấy đồng ý, mở hồ sơ: Mây' }).click();
  await page.getByRole('heading', { name: 'Nói trước điều này' }).waitFor();
  await page.goto('/today');
  await page.getByRole('button', { name: 'Bạn ấy không muốn: Mây' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Bạn ấy không muốn' }).click();
  await page.getByText('Nhắn qua chị cùng phòng').waitFor({ state: 'detached' });
  await page.goto('/notes');
}

/** From "Ghi nhanh": a group activity, a silent call, and a call that is filled in and not sent. */
export async function noteGroupAndCall(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Hoạt động nhóm' }).click();
  await page.getByLabel('Số người tham gia').fill('1');
  await chip(page, 'Qua nhóm đồng đẳng').check();
  await choosePlace(page, 'pho hien', /Phố Hiến/);
  await chip(page, 'Cung cấp thông tin').check();
  await page.getByRole('button', { name: 'Xong' }).click();
  await page.getByText('Hoạt động nhóm có từ 2 người.').waitFor();
  await looksRight(page, 'group-activity');
  await page.getByLabel('Số người tham gia').fill('14');
  await page.getByRole('button', { name: 'Xong' }).click();
  await page.getByText('Qua nhóm đồng đẳng · 14 người').waitFor();

  await page.goto('/notes/call');
  await chip(page, 'Cuộc gọi im lặng').check();
  await page.getByRole('button', { name: 'Xong' }).click();
  await page.getByText('Đường dây điện thoại · cuộc gọi im lặng').waitFor();
  await chip(page, 'Chưa an toàn').check();
  await chip(page, 'Cung cấp thông tin').check();
  await looksRight(page, 'call');
}

/** Opens a file out of the call, up to its last question; what the call told is there already. */
export async function fileFromCall(page: Page, alias: string, phone: string): Promise<void> {
  await page.getByRole('button', { name: /Mở hồ sơ/ }).click();
  await page.getByRole('heading', { name: 'Nói trước điều này' }).waitFor();
  await looksRight(page, 'open-file-limits');
  await consentAndAlias(page, alias);
  expect(await chip(page, 'Gọi điện').isChecked()).toBe(true);
  await page.getByLabel('Số điện thoại').fill(phone);
  await looksRight(page, 'open-file-reach');
  await goOn(page);
  await page.getByText('Đã hỗ trợ trong lần gặp này: Cung cấp thông tin').waitFor();
  await page.goBack();
  expect(await page.getByLabel('Số điện thoại').inputValue()).toBe(phone);
  await goOn(page);
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
  await page.getByText('Chọn xã, phường trong danh sách.').waitFor();
  await choosePlace(page, 'pho hien', /Phố Hiến/);
  await looksRight(page, 'open-file-place');
  for (const button of ['Ghi thêm (không bắt buộc)', 'Tiếp', 'Tiếp'])
    await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('checkbox', { name: 'Đồng ý được tính' }).check();
}

/** Nothing of the last question is lost, nothing is kept outside the tab, and nothing shows meanwhile. */
export async function loseSessionWhileWriting(page: Page, alias: string): Promise<void> {
  // The session ends here, and begins again in another tab of the same browser.
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Mở hồ sơ' }).click();
  await page.getByText(/vẫn còn trong thẻ này/).waitFor();
  expect(await page.getByText(alias).count()).toBe(0);
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(alias);
  await looksRight(page, 'session-ended-while-writing');
  await page.context().addCookies(cookies);
  await page.getByRole('button', { name: 'Đã đăng nhập, tiếp tục ghi' }).click();
  expect(await page.getByRole('checkbox', { name: 'Đồng ý được tính' }).isChecked()).toBe(true);
}
