import { NestFactory } from '@nestjs/core';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { FirstAdministratorModule, FirstAdministratorService } from '../../apps/identity/src/enrolment/index.js';
import { looksRight } from '../support/browser-journey.js';
import { launchBrowser } from '../support/browser.js';
import { PersonAtBrowser } from '../support/person-at-browser.js';
import { asUpkeep, startSignInStack } from '../support/sign-in-stack.js';
import { giveAuthenticator } from '../support/virtual-authenticator.js';

const stepTime = 300_000;
const password = 'mưa rào tháng bảy';
let browser: Browser | null;
let stack: Awaited<ReturnType<typeof startSignInStack>>;
const people: PersonAtBrowser[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  stack = await startSignInStack({ webDir: join(__dirname, '../../dist/web') });
}, stepTime);

afterAll(async () => {
  for (const person of people) await person.leave();
  await browser?.close();
  await stack.stop();
}, stepTime);

const step = (name: string, run: () => Promise<void>) => it(name, async () => (browser ? run() : undefined), stepTime);

async function visit(path: string): Promise<Page> {
  if (!browser) throw new Error('A step runs only where a browser started.');
  const person = await PersonAtBrowser.open(browser, stack);
  people.push(person);
  await person.page.goto(path);
  return person.page;
}

const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

/** Sets up a sign-in with a one-time code and signs in with it. @returns the page, inside */
async function setUpAndSignIn(code: string, shot?: string): Promise<{ page: Page; account: string }> {
  const page = await visit('/set-up');
  await page.getByLabel('Mã thiết lập').fill(code);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  const account = await page.getByLabel('Tên tài khoản').inputValue();
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password);
  await page.getByLabel('Nhập lại mật khẩu mới').fill(password);
  const secret = await finishSetUp(page, shot);
  await signIn(page, account, codeOf(secret, 1));
  return { page, account };
}

/** The picture, its first code, and the end. @returns the new secret */
async function finishSetUp(page: Page, shot?: string): Promise<string> {
  const secret = /[A-Z2-7]{32}/.exec(await page.getByText(/^Không quét được/).innerText())?.[0] ?? '';
  if (shot) await looksRight(page, shot);
  await page.getByLabel('Mã 6 chữ số').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Hoàn tất' }).click();
  await page.getByText('Đã xong. Bây giờ bạn đăng nhập được.').waitFor();
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  return secret;
}

async function signIn(page: Page, account: string, code: string): Promise<void> {
  await page.getByLabel('Tên tài khoản').fill(account);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByLabel('Mã xác nhận').fill(code);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Thoát nhanh' }).waitFor();
}

/** The code that is shown once, to be handed over. */
async function handedOver(page: Page): Promise<string> {
  const code = await page.getByRole('status').locator('strong').nth(1).innerText();
  await page.getByRole('button', { name: 'Đã trao' }).click();
  return code;
}

async function invite(page: Page, displayName: string, role: string): Promise<string> {
  await page.getByLabel('Tên hiển thị').fill(displayName);
  await page.getByRole('checkbox', { name: role }).last().check();
  await page.getByRole('button', { name: 'Tạo lời mời' }).click();
  return handedOver(page);
}

async function firstAdministratorsCode(): Promise<string> {
  const context = await NestFactory.createApplicationContext(
    FirstAdministratorModule.forRoot(stack.identityDatabase.url(), stack.identitySettings.AN_TAM_FACTOR_KEY),
    { logger: false },
  );
  const organisation = { name: 'Bộ phận số liệu', kind: 'core_host', provinceCode: '33', communeCode: null } as const;
  const { code } = await context.get(FirstAdministratorService).execute(organisation);
  await context.close();
  return code;
}

let centreCode = '';

step('the first administrator sets up the sign-in and registers organisations', async () => {
  const { page } = await setUpAndSignIn(await firstAdministratorsCode(), 'set-up');
  await page.getByRole('link', { name: 'Đơn vị' }).first().click();
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  await page.getByText('Chọn loại đơn vị.').waitFor();
  await page.getByLabel('Tên đơn vị').fill('Trung tâm Công tác xã hội số 9');
  await page.getByRole('combobox', { name: 'Loại đơn vị' }).click();
  await page.getByRole('option', { name: 'Trung tâm công tác xã hội', exact: true }).click();
  await page.getByLabel('Người đầu tiên').fill('Quản trị viên 9');
  await page.getByText('từ đó bạn không còn thêm người').waitFor();
  await looksRight(page, 'organisations-form');
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  centreCode = await handedOver(page);
  await page.getByLabel('Tên đơn vị').fill('Đơn vị nhập số liệu xã');
  await page.getByRole('combobox', { name: 'Loại đơn vị' }).click();
  await page.getByRole('option', { name: 'Đơn vị nhập số liệu', exact: true }).click();
  await page.getByRole('combobox', { name: 'Xã, phường' }).fill('pho hien');
  await page.getByRole('option', { name: /Phố Hiến/ }).click();
  await page.getByLabel('Người đầu tiên').fill('Cán bộ báo cáo');
  await page.getByText('chỉ xem được biểu của mình').waitFor();
  await page.getByRole('button', { name: 'Đăng ký' }).click();
  const reporter = await handedOver(page);
  const roles = await stack.identitySql(
    asUpkeep,
    `SELECT m.roles FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE o.kind = 'enforcement_body'`,
  );
  expect(roles).toEqual([{ roles: ['reporting_officer'] }]);
  expect(reporter).toMatch(/^[a-z2-9-]{19}$/);
});

let administrator: Page;

step('an invited administrator adds a passkey and signs in with it', async () => {
  const invited = await setUpAndSignIn(centreCode);
  administrator = invited.page;
  await giveAuthenticator(administrator);
  await administrator.goto('/own-account');
  await administrator.getByLabel('Đặt tên cho khóa').fill('Điện thoại của tôi');
  await administrator.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
  await administrator.getByRole('button', { name: 'Bỏ Điện thoại của tôi' }).waitFor();
  await administrator.getByRole('button', { name: /^Tài khoản của bạn/ }).click();
  await administrator.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await administrator.getByRole('link', { name: 'Đăng nhập' }).click();
  await administrator.getByRole('button', { name: 'Dùng khóa truy cập (passkey)' }).click();
  await administrator.getByRole('button', { name: 'Thoát nhanh' }).waitFor();
});

step('two people, the waiting time and the password replace a lost second factor, and the owner is told', async () => {
  await administrator.goto('/accounts');
  const supervisor = await setUpAndSignIn(await invite(administrator, 'Giám sát viên Mai', 'Giám sát viên'));
  const owner = await setUpAndSignIn(await invite(administrator, 'Điều phối viên Lan', 'Điều phối viên'));
  await administrator.reload();
  await administrator.getByRole('button', { name: 'Đặt lại xác nhận: Điều phối viên Lan' }).click();
  await administrator.getByLabel('Mất điện thoại hoặc khóa').check();
  await administrator.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  await administrator.getByText('Chờ người thứ hai').waitFor();
  expect(await administrator.getByRole('button', { name: /^Đồng ý đặt lại/ }).count()).toBe(0);
  await administrator.getByLabel('Tên nhóm').fill('Nhóm đồng đẳng Cầu Giấy');
  await administrator.getByRole('button', { name: 'Thêm nhóm' }).click();
  await administrator.getByLabel('Nhóm của Điều phối viên Lan').selectOption('Nhóm đồng đẳng Cầu Giấy');
  await administrator.getByLabel('Nhóm của Điều phối viên Lan').and(administrator.locator(':enabled')).waitFor();
  await looksRight(administrator, 'accounts-factor-reset');

  const { page: second } = supervisor;
  await second.getByRole('button', { name: /^Tài khoản của bạn/ }).click();
  await second.getByRole('menuitem', { name: 'Đặt lại xác nhận cho đồng nghiệp' }).click();
  await second.getByRole('button', { name: /^Đồng ý đặt lại/ }).click();
  await second.getByRole('dialog').getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await second.getByRole('status').waitFor();
  await looksRight(second, 'factor-resets');
  const code = await handedOver(second);

  await owner.page.reload();
  await owner.page.getByRole('button', { name: 'Dừng việc đặt lại' }).waitFor();
  await owner.page.getByRole('heading', { level: 1 }).waitFor();
  await looksRight(owner.page, 'factor-reset-notice');
  await stack.identitySql(asUpkeep, 'UPDATE factor_reset SET opens_at = now()');
  const fresh = await visit('/set-up');
  await fresh.getByLabel('Mã thiết lập').fill(code);
  await fresh.getByRole('button', { name: 'Tiếp tục' }).click();
  await fresh.getByLabel('Mật khẩu hiện tại').fill(password);
  await signIn(fresh, owner.account, codeOf(await finishSetUp(fresh, 'factor-renew'), 1));
  expect(await fresh.getByRole('button', { name: 'Dừng việc đặt lại' }).count()).toBe(0);
  await owner.page.reload();
  await owner.page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
});

step('the owner stops a reset nobody was asked for', async () => {
  const { page } = people.at(-1) ?? { page: await visit('/') };
  await administrator.getByRole('button', { name: 'Đặt lại xác nhận: Điều phối viên Lan' }).click();
  await administrator.getByLabel('Mất điện thoại hoặc khóa').check();
  await administrator.getByRole('button', { name: 'Gửi yêu cầu' }).click();
  await administrator.getByText('Chờ người thứ hai').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Dừng việc đặt lại' }).click();
  await page.getByRole('button', { name: 'Dừng việc đặt lại' }).waitFor({ state: 'detached' });
  await administrator.reload();
  await administrator.getByText('Điều phối viên Lan').first().waitFor();
  expect(await administrator.getByText('Chờ người thứ hai').count()).toBe(0);
  expect(people.flatMap(({ pageErrors }) => pageErrors)).toEqual([]);
});
