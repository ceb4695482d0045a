import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Role } from '@an-tam/contracts';
import { nextCode } from '../../apps/launcher/src/client/index.js';
import type { Stack, StackAccount } from './stack.js';

/** The demo account that has the role at the organisation (its key in config/demo), the first unless told otherwise. */
export function accountOf(stack: Stack, organisation: string, role: Role, place = 0): StackAccount {
  const all = stack.accounts.filter((one) => one.organisation === organisation && one.roles.includes(role));
  const found = all[place];
  if (!found) throw new Error(`No demo account is ${role} at ${organisation}`);
  return found;
}

/** A person at a browser of their own: cookies and storage shared with nobody. */
export class PersonAtBrowser {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    /** Errors of the page itself: uncaught ones and refusals of the content security policy. */
    readonly pageErrors: string[],
  ) {}

  static async open(browser: Browser, stack: Pick<Stack, 'url'>): Promise<PersonAtBrowser> {
    const context = await browser.newContext({
      baseURL: stack.url,
      viewport: { width: 360, height: 740 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      reducedMotion: 'reduce',
      colorScheme: 'light',
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text()))
        errors.push(message.text());
    });
    return new PersonAtBrowser(page, context, errors);
  }

  /** Signs in through the pages, from the landing page until the first place stands there. */
  static async signIn(
    browser: Browser,
    stack: Stack,
    organisation: string,
    role: Role,
    place = 0,
  ): Promise<PersonAtBrowser> {
    const person = await PersonAtBrowser.open(browser, stack);
    const { page } = person;
    await page.goto('/');
    await page.getByRole('link', { name: 'Đăng nhập' }).click();
    await prove(page, stack, accountOf(stack, organisation, role, place).account);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return person;
  }

  /** Proves again who they are, in the tab that opens for it, and closes that one. */
  async proveAgain(stack: Stack, organisation: string, role: Role): Promise<void> {
    const opened = this.page.waitForEvent('popup');
    await this.page.getByRole('link', { name: 'Xác nhận lại' }).click();
    const tab = await opened;
    await prove(tab, stack, accountOf(stack, organisation, role).account);
    await tab.getByText('Đã xác nhận đúng là bạn').waitFor();
    await tab.close();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/** The pages of the sign-in, from the name of the account until the person is inside. */
async function prove(page: Page, stack: Stack, account: string): Promise<void> {
  await page.getByLabel('Tên tài khoản').fill(account);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(stack.password);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  const field = page.getByLabel('Mã xác nhận');
  const inside = page.getByRole('button', { name: 'Thoát nhanh' });
  await field.or(inside).waitFor();
  let asked = await field.isVisible();
  while (asked) {
    await field.fill(await nextCode(`${stack.url} ${account}`, stack.authenticator));
    const answered = page.waitForResponse(/\/code$/);
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    // The launcher may have used that code a moment ago.
    asked = (await answered).status() === 400;
  }
  await inside.waitFor();
}
