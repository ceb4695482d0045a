import { mkdtemp, rm } from 'node:fs/promises';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready } from '@an-tam/field-encryption';
import { canarySearch } from './demo/canary-search.js';
import { denials } from './demo/denials.js';
import { figures, surroundingCaseload } from './demo/figures.js';
import { firstContact } from './demo/first-contact.js';
import { Narrator } from './demo/narrator.js';
import { needAndReferral } from './demo/need-and-referral.js';
import { consentWithdrawn, partnerDelivers } from './demo/partner.js';
import { planAndClosure } from './demo/plan-and-closure.js';
import { safeguarding } from './demo/safeguarding.js';
import { Stage } from './demo/stage.js';
import { traces } from './demo/traces.js';
import { LaunchError, oneLine } from './launch-error.js';
import { addDays, planCalendar, realToday } from './plan-calendar.js';
import { Product } from './product.js';

const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

/** Values that occur nowhere else, so that finding them means that they leaked. */
function makeCanaries() {
  const mark = String(randomInt(100_000, 1_000_000));
  return {
    alias: `Hoa Ngọc Lan ${mark}`,
    name: `Tên Thử Nghiệm ${mark}`,
    phone: `0987${mark}`,
    documentNumber: `033190${mark}`,
    email: `ngoc.lan.${mark}@example.org`,
    uic: `NGLA${mark}`,
  };
}

/** Steps 1 to 6 on a running product. */
async function journey(stage: Stage, product: Product, dataDir: string): Promise<void> {
  const { caseId, reference } = await firstContact(stage);
  const { health, legal } = await needAndReferral(stage, caseId, reference);
  await partnerDelivers(stage, caseId, health);
  await denials(stage, caseId, legal.id);
  await surroundingCaseload(stage, 1);
  await figures(stage);
  await consentWithdrawn(stage, caseId, legal);
  await safeguarding(stage, caseId);
  await planAndClosure(stage, caseId);
  await traces(stage, product.adminUrl, caseId, [health.id, legal.id]);
  await canarySearch(stage, product.adminUrl, dataDir, [caseId, health.id, legal.id]);
}

/** `npm run demo [-- --json]`: the whole main job on a product of its own; status 1 at the first thing that is wrong. */
async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  process.env['AN_TAM_LOG_LEVEL'] ??= 'debug'; // the logs are searched for her in the end, and so are at their loudest
  const narrator = new Narrator(json, (line) => process.stdout.write(`${line}\n`));
  const calendar = planCalendar('HY-03');
  const period = calendar.periodContaining(realToday());
  const today = addDays(period.to, 1);
  const dataDir = await mkdtemp(join(tmpdir(), 'an-tam-demo-'));
  const product = new Product(
    {
      port: 0,
      profile: 'demo',
      dataDir,
      today,
      json,
      databaseUrl: undefined,
      publicUrl: undefined,
      keyStore: { kind: 'keyring' },
      keyringPassphrase: undefined,
    },
    () => undefined,
  );
  const interrupted = new Promise<never>((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new LaunchError('interrupted')));
  });
  interrupted.catch(() => undefined);
  let pids: number[] = [];
  const started = Date.now();
  try {
    await ready();
    await narrator.tell('Start: database server, keys, migrations, demo organisations and five services', async () => {
      await Promise.race([product.start(), interrupted]);
      pids = Object.values(product.processIds);
      narrator.check(pids.length === 5 && pids.every(isAlive), `five services serve ${product.url}`);
    });
    const { demo } = product;
    if (!demo) throw new LaunchError('the demo profile has no accounts');
    const stage = new Stage(narrator, product.url, demo, calendar, period, makeCanaries());
    const died = product.untilFailed().then((error) => Promise.reject(error));
    died.catch(() => undefined);
    await Promise.race([journey(stage, product, dataDir), interrupted, died]);
    await narrator.tell('Stop: services first, then the database server', async () => {
      await product.stop();
      narrator.check(!pids.some(isAlive), 'no process is left');
    });
  } finally {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
  const { steps, checks } = narrator.summary;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const end = `The whole main job works: ${steps} steps, ${checks} checks, ${seconds} s.`;
  process.stdout.write(json ? `${JSON.stringify({ done: true, steps, checks })}\n` : `\n${end}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`demo: ${oneLine(error)}\n`);
    process.exit(1);
  },
);
