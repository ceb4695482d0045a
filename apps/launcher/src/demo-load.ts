import { parseArgs } from 'node:util';
import { ready } from '@an-tam/field-encryption';
import { readDemoCast } from './demo-accounts.js';
import { readDemoSecrets } from './demo-secrets.js';
import { LaunchError, oneLine } from './launch-error.js';
import { CaseloadLoader, ProgressBar } from './load/index.js';
import { planCalendar } from './plan-calendar.js';

/**
 * `npm run demo:load -- [--province 33] [--people 1000] [--seed 1] [--data DIR]` fills the demo that `npm start`
 * runs (AN_TAM_URL, default http://localhost:8080) with a synthetic caseload of the current plan year.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      province: { type: 'string', default: '33' },
      people: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string' },
    },
  });
  const whole = (name: 'people' | 'seed', most: number) => {
    const number = Number(values[name]);
    if (!Number.isInteger(number) || number < 0 || number > most)
      throw new LaunchError(`--${name} ${values[name]} is not a whole number up to ${most}`);
    return number;
  };
  const people = whole('people', 200_000);
  const seed = whole('seed', 4_294_967_295);
  const url = process.env['AN_TAM_URL'] ?? 'http://localhost:8080';
  const secrets = readDemoSecrets(values.data);
  await fetch(new URL('/api/session', url)).catch(() => {
    throw new LaunchError(`nothing answers at ${url}; run "npm start" first or set AN_TAM_URL`);
  });
  await ready();
  const loader = await CaseloadLoader.prepare({
    url,
    cast: readDemoCast(),
    secrets,
    province: values.province,
    people,
    seed,
    from: (today) => planCalendar('HY-03').periodContaining(today).planYearFrom,
  });
  const bar = new ProgressBar(process.stderr, 'people');
  const started = Date.now();
  const sum = await loader.run((done, of) => bar.show(done, of));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${sum.people} people in ${sum.communes} communes (${sum.communesBelowTen} with fewer than 10), ${sum.contacts} quick contacts, ` +
      `${sum.screenings} screenings, ${sum.followUps} follow-ups, ${sum.referrals} referrals (${sum.delivered} delivered), ${seconds} s\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`demo:load: ${oneLine(error)}\n`);
  process.exitCode = 1;
});
