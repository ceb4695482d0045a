import type { Page } from 'playwright-core';
import { realToday } from '../../apps/launcher/src/plan-calendar.js';
import { browserJourney } from '../support/browser-journey.js';
import { until } from '../support/until.js';

const { stack, step, signIn } = browserJourney(realToday());
const neutral = /^https:\/\/vi\.wikipedia\.org\//;

/** Stands in for the page one leaves to, so that no test needs the network. */
async function standInForNeutralPlace(page: Page): Promise<void> {
  await page.route(neutral, (route) => route.fulfill({ contentType: 'text/html', body: '<title>x</title>' }));
}

async function signedIn(page: Page): Promise<boolean> {
  const answer = await page.request.get(`${stack().url}/api/session`);
  return ((await answer.json()) as { signedIn: boolean }).signedIn;
}

/** The page is left for the neutral one, the session is over at the server, and going back shows nothing. */
async function expectToHaveLeft(page: Page): Promise<void> {
  await page.waitForURL(neutral);
  await until(
    'the session',
    () => signedIn(page),
    (still) => !still,
  );
  await page.goBack();
  await page.getByText('An Tâm', { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Thoát nhanh' }).count()).toBe(0);
  await page.goto('/files');
  await page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
}

/** Nothing has happened by the time that the server has answered a question asked after it. */
async function expectToHaveStayed(page: Page): Promise<void> {
  expect(await signedIn(page)).toBe(true);
  expect(page.url()).toBe(`${stack().url}/files`);
  expect(await page.getByRole('button', { name: 'Thoát nhanh' }).isVisible()).toBe(true);
}

/** From here on the page's clock stands: however slow the machine, what follows happens at one instant. */
async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** Who has files. In turn, so that nobody waits for the next code of an authenticator app. */
const desks = [
  ['centre-1', 'case_manager'],
  ['centre-2', 'case_manager'],
  ['centre-1', 'supervisor'],
] as const;
let sat = 0;

async function atWork() {
  const [organisation, role] = desks[sat++ % desks.length] ?? desks[0];
  const { page } = await signIn(organisation, role);
  await standInForNeutralPlace(page);
  await page.goto('/files');
  await page.getByRole('heading', { name: 'Hồ sơ' }).waitFor();
  return page;
}

step('the quick-exit button leaves at once and ends the session', async () => {
  const page = await atWork();
  await page.getByRole('button', { name: 'Thoát nhanh' }).click();
  await expectToHaveLeft(page);
});

step('Shift three times leaves; twice, slowly, or with another key between, does not', async () => {
  const page = await atWork();
  await stopClock(page);
  for (const key of ['Shift', 'Shift', 'a', 'Shift', 'Shift']) await page.keyboard.press(key);
  await page.clock.fastForward(1_300);
  await page.keyboard.press('Shift');
  await expectToHaveStayed(page);
  for (const key of ['Shift', 'Shift']) await page.keyboard.press(key);
  await page.clock.resume();
  await expectToHaveLeft(page);
});

step('three quick taps on the top bar leave; taps on its buttons do not count', async () => {
  const page = await atWork();
  const account = page.getByRole('button', { name: /^Tài khoản của bạn/ });
  await stopClock(page);
  for (let tap = 0; tap < 4; tap++) await account.click();
  await expectToHaveStayed(page);
  for (let tap = 0; tap < 3; tap++) await page.getByText('An Tâm', { exact: true }).click();
  await page.clock.resume();
  await expectToHaveLeft(page);
});

step('signing out forgets what was read, and the address asks for a sign-in again', async () => {
  const page = await atWork();
  await page.getByRole('button', { name: /^Tài khoản của bạn/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await page.getByText('Bạn đã đăng xuất. Trên máy này không còn gì lưu lại.').waitFor();
  await page.goto('/files');
  await page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
  expect(await page.getByRole('heading', { name: 'Hồ sơ' }).count()).toBe(0);
});

step('another window in front blurs the page until it is back', async () => {
  const page = await atWork();
  const blurred = () => page.evaluate(() => getComputedStyle(document.getElementById('root') as HTMLElement).filter);
  const turn = (state: 'hidden' | 'visible') =>
    page.evaluate((next) => {
      Object.defineProperty(document, 'visibilityState', { value: next, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  expect(await blurred()).toBe('none');
  await turn('hidden');
  expect(await blurred()).toMatch(/blur/);
  await turn('visible');
  expect(await blurred()).toBe('none');
});

step('ten minutes without a touch end the session', async () => {
  const { page } = await signIn('centre-1', 'outreach_worker');
  await page.goto('/notes');
  await page.getByRole('heading', { name: 'Ghi nhanh' }).waitFor();
  await page.clock.install();
  await page.reload();
  await page.getByRole('heading', { name: 'Ghi nhanh' }).waitFor();
  await page.clock.fastForward('09:30');
  expect(await page.getByRole('heading', { name: 'Ghi nhanh' }).isVisible()).toBe(true);
  await page.clock.fastForward('01:00');
  await page.getByText('Màn hình đã khóa vì lâu không dùng. Hãy đăng nhập lại để tiếp tục.').waitFor();
});

step('the whole way in works by keyboard alone', async () => {
  const { page } = await signIn('centre-1', 'outreach_worker');
  await page.goto('/notes');
  await page.getByRole('button', { name: 'Xong' }).waitFor(); // before the form is there, Tab goes round to the top bar
  await page.keyboard.press('Tab');
  await expectFocus(page, 'Đến nội dung chính');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let tab = 0; tab < 2 && !(await focusedType(page)).startsWith('checkbox'); tab++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let tab = 0; tab < 40 && (await focusedText(page)) !== 'Xong'; tab++) await page.keyboard.press('Tab');
  await expectFocus(page, 'Xong');
  await page.keyboard.press('Enter');
  await page.getByText('Đã ghi. Cảm ơn bạn.').waitFor();
});

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const focusedType = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('type') ?? '');

async function expectFocus(page: Page, text: string): Promise<void> {
  expect(await focusedText(page)).toBe(text);
}
