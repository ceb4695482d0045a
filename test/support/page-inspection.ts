import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const folder = join(__dirname, '../../screenshots');
const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } } as const;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Words never shown outside quoted plan text (product.md). */
const bannedWords = /đối tượng|bán dâm|mại dâm|tệ nạn|tái hòa nhập|tái phạm|hoàn lương|bệnh xã hội|nghi vấn/iu;

async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (runOnly) => {
    const { axe: inspector } = window as unknown as { axe: typeof axe };
    // Details of what passed cost three times the search itself.
    const { violations } = await inspector.run(document, { runOnly, resultTypes: ['violations'], selectors: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, rules);
}

type Scheme = 'light' | 'dark';
type Language = 'vi' | 'en';

/** The page has taken the colours and the language, has its fonts, and nothing that ends is still moving. */
async function untilAtRest(page: Page, scheme: Scheme, language: Language): Promise<void> {
  await page.waitForFunction(
    ([colours, lang]) => {
      const { dataset, lang: spoken } = document.documentElement;
      const moving = document
        .getAnimations()
        .some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      const dressed = dataset['mantineColorScheme'] === colours && spoken === lang;
      return dressed && !moving && document.fonts.status === 'loaded';
    },
    [scheme, language] as const,
  );
}

/** Presses whatever the page offers to change its language. */
async function switchLanguage(page: Page): Promise<void> {
  const account = page.getByRole('button', { name: /^(Tài khoản của bạn|Your account)/ });
  await account
    .or(page.getByRole('button', { name: /^(English|Tiếng Việt)$/ }))
    .first()
    .waitFor();
  if (await account.isVisible()) {
    await account.click();
    await page.getByRole('menuitem', { name: /^(English|Tiếng Việt)$/ }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  } else await page.getByRole('button', { name: /^(English|Tiếng Việt)$/ }).click();
}

/** The slow look: each size, each colour scheme and each language is among these. */
const withAxe = new Set(['phone dark vi', 'phone light en', 'desktop light vi']);

export interface Inspection {
  /** What is wrong, one line each; empty when nothing is. */
  readonly found: string[];
}

/**
 * Looks at one page as it stands, in both languages at 360 and 1280 px: axe, no sideways scrolling, a neutral title,
 * no banned word outside quotations; pictures in Vietnamese, light and dark, go to `screenshots/`.
 */
export async function inspectPage(page: Page, name: string): Promise<Inspection> {
  await mkdir(folder, { recursive: true });
  const found: string[] = [];
  const look = async (size: string, scheme: Scheme, language: Language) => {
    const where = `${size} ${scheme} ${language}`;
    // What a sticky bar covers for the moment is no fault of the page, and no picture of a hovered button.
    await page.mouse.move(0, 0);
    await page.evaluate(() => window.scrollTo(0, 0));
    await untilAtRest(page, scheme, language);
    if (withAxe.has(where))
      for (const violation of await violationsOf(page)) found.push(`${name} ${where}: ${violation}`);
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (tooWide > 0) found.push(`${name} ${where}: ${tooWide} px too wide`);
    const title = await page.title();
    if (!/^An Tâm · [^·]+$/u.test(title)) found.push(`${name} ${where}: title "${title}"`);
    const text = await page.evaluate(() => {
      const copy = document.body.cloneNode(true) as HTMLElement;
      for (const quote of copy.querySelectorAll('blockquote')) quote.remove();
      return copy.textContent ?? '';
    });
    const banned = bannedWords.exec(text) ?? bannedWords.exec(decodeURIComponent(page.url()));
    if (banned) found.push(`${name} ${where}: says "${banned[0]}"`);
  };
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await look(size, 'dark', 'vi');
    await page.screenshot({ path: join(folder, `${name}-${size}-dark.png`), fullPage: true });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await look(size, 'light', 'vi');
    await page.screenshot({ path: join(folder, `${name}-${size}-light.png`), fullPage: true });
    await switchLanguage(page);
    await look(size, 'light', 'en');
    await switchLanguage(page);
    await untilAtRest(page, 'light', 'vi');
  }
  return { found };
}
