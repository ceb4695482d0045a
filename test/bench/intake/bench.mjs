/**
 * Intake at its own port, as the app role under row security, with authentication, rules, sealing and an audit entry per
 * read, beside the same answers from bare Nest and TypeORM; and get and search in 10,000, 100,000 and 1,000,000 files.
 * 5,000 files of one centre are real; the other centres hold copies of their rows, which look the same to the database.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { median, quantile } from '../measure.mjs';
import { Load, takeTurns } from './load.mjs';
import { sharesOf } from './profile.mjs';
import { Servers } from './servers.mjs';

const BENCH = 'intake';
const ROUNDS = 11;
const OF_CENTRE = 5_000;
const SIZES = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 };
const OPENED_ON = '2026-01-05';

const manager = {
  accountId: randomUUID(),
  organisationId: randomUUID(),
  organisationName: '',
  organisationKind: 'social_work_centre',
  provinceCode: '33',
  roles: ['case_manager'],
  displayName: '',
  grantsVersion: 1,
};

const firsts = ['Hoa', 'Mây', 'Nắng', 'Sông', 'Biển', 'Trăng', 'Sao', 'Lá', 'Cỏ', 'Mưa', 'Gió', 'Núi', 'Suối', 'Sen'];
const seconds = ['Xanh', 'Hồng', 'Tím', 'Vàng', 'Sớm', 'Chiều', 'Đông', 'Hạ', 'Thu', 'Xuân', 'Nhỏ', 'Lớn', 'Bạc'];
const phoneOf = (n) => `09${String(10_000_000 + n).padStart(8, '0')}`;
const aliasOf = (n) => `${firsts[n % firsts.length]} ${seconds[Math.floor(n / firsts.length) % seconds.length]} ${n}`;
const caseOf = (n) => ({
  alias: aliasOf(n),
  phone: phoneOf(n),
  birthYear: 1980 + (n % 25),
  communeCode: '11980',
  channel: 'HOTLINE',
  openedOn: OPENED_ON,
  consent: { form: 'spoken', wordingVersion: 'case_management/1' },
});

const rounded = (value) => Number(value.toPrecision(4));

/** Requests a second and latencies of each subject; `ratio` is its speed by the baseline's, the median over the rounds. */
function* throughput(name, found, { baseline, bars = {} }) {
  for (const [subject, { times, latencies }] of Object.entries(found)) {
    const speeds = times.map((time) => 1e6 / time);
    const ratio = median(times.map((time, round) => found[baseline].times[round] / time));
    const least = bars[subject];
    yield {
      bench: BENCH,
      case: name,
      subject,
      unit: 'requests/s',
      median: rounded(median(speeds)),
      min: rounded(Math.min(...speeds)),
      max: rounded(Math.max(...speeds)),
      runs: times.length,
      p50: rounded(quantile(latencies, 0.5)),
      p99: rounded(quantile(latencies, 0.99)),
      baseline,
      ratio: rounded(ratio),
      ...(least === undefined ? {} : { bar: `>= ${rounded(least)} x`, holds: ratio >= least }),
    };
  }
}

/** Requests of each kind to one intake service. */
function requestsTo(servers, service, ids) {
  const load = new Load(service.url);
  let token = '';
  const with_ = (make) => ({
    load,
    prepare: async () => {
      token = await servers.token(manager);
    },
    make: (n) => ({ status: 200, token, ...make(n) }),
  });
  let created = 0;
  const series = randomInt(1e6) * 1_000;
  return {
    create: with_(() => ({
      method: 'POST',
      path: '/cases',
      body: { ...caseOf(0), phone: phoneOf(50_000_000 + ((series + created++) % 30_000_000)) },
      status: 201,
    })),
    get: with_((n) => ({ method: 'GET', path: `/cases/${ids[n % ids.length]}` })),
    list: with_(() => ({ method: 'GET', path: '/cases' })),
    phone: with_((n) => ({ method: 'POST', path: '/case-searches', body: { phone: phoneOf(n % OF_CENTRE) } })),
    name: with_((n) => ({ method: 'POST', path: '/case-searches', body: { name: aliasOf((n * 37) % OF_CENTRE) } })),
    today: with_(() => ({ method: 'GET', path: '/today' })),
  };
}

/** The same of the floor. */
function requestsToFloor(floor, ids) {
  const load = new Load(floor.url);
  const with_ = (make) => ({ load, make: (n) => ({ status: 200, ...make(n) }) });
  const centreId = manager.organisationId;
  let created = 0;
  const row = () => ({ ...caseOf(0), phone: phoneOf(50_000_000 + created++), centreId, assigneeId: manager.accountId });
  return {
    create: with_(() => ({ method: 'POST', path: '/cases', body: row(), status: 201 })),
    get: with_((n) => ({ method: 'GET', path: `/cases/${ids[n % ids.length]}` })),
    row: with_((n) => ({ method: 'GET', path: `/rows/${ids[n % ids.length]}` })),
    list: with_(() => ({ method: 'GET', path: `/centres/${centreId}/cases` })),
    phone: with_((n) => ({
      method: 'POST',
      path: '/case-searches',
      body: { centreId, phone: phoneOf(n % OF_CENTRE) },
    })),
  };
}

/** Opens the real files through the route. @returns their ids */
async function openFiles(servers, service) {
  const load = new Load(service.url);
  const ids = [];
  const step = 250;
  for (let from = 0; from < OF_CENTRE; from += step) {
    const token = await servers.token(manager);
    const make = (n) => ({ method: 'POST', path: '/cases', body: caseOf(from + n), token, status: 201 });
    await load.burst(step, make, ({ id }) => ids.push(id));
  }
  load.end();
  return ids;
}

/** The same files in the clear, and as many of other centres. */
async function fillFloor(servers, ids) {
  await servers.rows(
    'floor',
    `INSERT INTO case_file (id, centre_id, code, status, assignee_id, version, alias, commune_code, channel, opened_on, phone, birth_year, created_at)
     SELECT CASE WHEN n < ${OF_CENTRE} THEN ('{${ids.join(',')}}'::uuid[])[n + 1] ELSE gen_random_uuid() END,
            CASE WHEN n < ${OF_CENTRE} THEN '${manager.organisationId}' ELSE md5((n / ${OF_CENTRE})::text)::uuid END,
            'code ' || n, 'open', '${manager.accountId}', 1, 'Hoa Xanh ' || n, '11980', 'HOTLINE', '${OPENED_ON}',
            '09' || (10000000 + n % ${OF_CENTRE}), 1980 + n % 25, now() - n * interval '1 minute'
       FROM generate_series(0, ${SIZES['100k'] - 1}) n`,
  );
  await servers.rows(
    'floor',
    `INSERT INTO consent (id, case_id, content) SELECT gen_random_uuid(), id, '{"form": "spoken", "wordingVersion": "case_management/1"}' FROM case_file`,
  );
  await servers.rows('floor', 'VACUUM ANALYZE');
}

async function* besideTheFloor(intake, floor) {
  const bar = { baseline: 'floor', bars: { intake: 0.8 } };
  for (const name of ['create', 'list', 'phone'])
    yield* throughput(name, await takeTurns({ floor: floor[name], intake: intake[name] }, ROUNDS), bar);
  yield* throughput(
    'get',
    await takeTurns({ floor: floor.get, 'floor, one row': floor.row, intake: intake.get }, ROUNDS),
    bar,
  );
  yield* throughput('today', await takeTurns({ intake: intake.today }, ROUNDS), { baseline: 'intake' });
}

/** One person searches by name in a centre of 5,000; the bar is on the 95th percentile. */
async function* byName(intake, service) {
  const { times, latencies } = (await takeTurns({ name: { ...intake.name, load: new Load(service.url, 1) } }, ROUNDS))
    .name;
  const p95 = quantile(latencies, 0.95);
  yield {
    bench: BENCH,
    case: 'name, centre of 5k',
    subject: 'intake',
    unit: 'ms',
    median: rounded(median(latencies)),
    min: rounded(Math.min(...latencies)),
    max: rounded(Math.max(...latencies)),
    runs: times.length,
    p99: rounded(quantile(latencies, 0.99)),
    bar: 'p95 <= 400 ms',
    holds: p95 <= 400,
  };
}

async function* withGrowth(bySize) {
  for (const name of ['get', 'phone']) {
    const subjects = Object.fromEntries(Object.entries(bySize).map(([size, requests]) => [size, requests[name]]));
    yield* throughput(`${name}, growth`, await takeTurns(subjects, ROUNDS), {
      baseline: '10k',
      bars: { '100k': 1 / 1.3, '1m': 1 / 1.3 },
    });
  }
}

/** Where the processor time of the service goes while it answers, by kind of request. */
async function* timeSpent(servers, ids) {
  for (const name of ['create', 'get', 'list', 'phone']) {
    const folder = join(servers.folder, `profile-${name}`);
    await mkdir(folder);
    const service = await servers.startIntake('100k', ['--cpu-prof', '--cpu-prof-dir', folder]);
    const { load, make, prepare } = requestsTo(servers, service, ids)[name];
    await prepare();
    await load.burst((await load.sizeOf(make)) * 8, make);
    load.end();
    await service.stop();
    for (const { part, share } of (await sharesOf(folder)).filter(({ share: of }) => of >= 0.01))
      yield { bench: BENCH, case: `${name}, time`, subject: part, unit: '%', median: rounded(share * 100) };
  }
}

export async function* run() {
  const servers = await Servers.start();
  try {
    await servers.create('100k');
    const filling = await servers.startIntake('100k');
    const ids = await openFiles(servers, filling);
    await filling.stop();
    const copies = (size) => size / OF_CENTRE - 1;
    await servers.clone('100k', '10k', copies(SIZES['10k']));
    await servers.clone('100k', '1m', copies(SIZES['1m']));
    await servers.clone('100k', '100k', copies(SIZES['100k']));
    const floor = await servers.startFloor();
    await fillFloor(servers, ids);

    const [bySize, running] = [{}, []];
    for (const size of Object.keys(SIZES)) {
      const service = await servers.startIntake(size);
      running.push(service);
      bySize[size] = requestsTo(servers, service, ids);
      if (size === '100k') {
        yield* besideTheFloor(bySize[size], requestsToFloor(floor, ids));
        yield* byName(bySize[size], service);
      }
    }
    yield* withGrowth(bySize);
    for (const { stop } of running) await stop();
    yield* timeSpent(servers, ids);
  } finally {
    await servers.end();
  }
}
