import type { Browser, Locator, Page } from 'playwright-core';
import type { Role } from '@an-tam/contracts';
import { launchBrowser } from './browser.js';
import { inspectPage } from './page-inspection.js';
import { PersonAtBrowser } from './person-at-browser.js';
import { startStack, type Stack } from './stack.js';
import { until } from './until.js';

const stepTime = 300_000;

interface Journey {
  /** The product the journey runs on; only inside a step. */
  readonly stack: () => Stack;
  /** One step of the journey, in the order written; where no browser starts there is nothing to try. */
  readonly step: (name: string, run: () => Promise<void>) => void;
  /** Opens a browser of their own for somebody not signed in. */
  readonly visit: () => Promise<PersonAtBrowser>;
  /** `place`: which of the demo accounts with this role. */
  readonly signIn: (organisation: string, role: Role, place?: number) => Promise<PersonAtBrowser>;
}

/**
 * The product and a browser for one test file, started before its steps and stopped after them.
 * @param today the product's business day
 * @param prepare what has to stand in the product before the first step
 */
export function browserJourney(today: string, prepare?: (stack: Stack) => Promise<void>): Journey {
  let browser: Browser | null = null;
  let stack: Stack | undefined;
  const people: PersonAtBrowser[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    if (!browser) return;
    stack = await startStack({ today });
    await prepare?.(stack);
  }, stepTime);

  afterAll(async () => {
    for (const person of people) await person.leave();
    await browser?.close();
    await stack?.stop();
  }, stepTime);

  const started = () => {
    if (!browser || !stack) throw new Error('A journey signs people in inside its steps.');
    return { browser, stack };
  };
  const kept = (person: PersonAtBrowser) => {
    people.push(person);
    return person;
  };
  return {
    stack: () => started().stack,
    step: (name, run) => it(name, async () => (browser ? run() : undefined), stepTime),
    visit: async () => kept(await PersonAtBrowser.open(started().browser, started().stack)),
    signIn: async (organisation, role, place) =>
      kept(await PersonAtBrowser.signIn(started().browser, started().stack, organisation, role, place)),
  };
}

/** Presses "Cập nhật" until `count` of these show, for what reaches the page's service through an outbox. */
export async function updateUntilShown(page: Page, shown: Locator, count = 1): Promise<void> {
  const update = async () => {
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname.startsWith('/api/'));
    await page.getByRole('button', { name: 'Cập nhật' }).click();
    await answered;
    return shown.count();
  };
  await until(String(shown), update, (found) => found >= count);
}

/** Nothing is wrong with the page as it stands: axe, width, title, words; its pictures are taken on the way. */
export async function looksRight(page: Page, name: string): Promise<void> {
  expect((await inspectPage(page, name)).found).toEqual([]);
}
