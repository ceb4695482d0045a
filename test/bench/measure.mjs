/**
 * Rounds in which every subject takes its turn, so that a busy machine slows all alike, and lines that say what came out:
 * `{bench, case, subject, unit, median, min, max, runs, baseline, ratio, bar, holds}`. `ratio` is the median over the rounds
 * of baseline time by subject time: above 1 the subject is faster. `bar` and `holds` only where a bar is named.
 */

const sorted = (values) => [...values].sort((one, other) => one - other);

/** The value below which the given part of all values lies. */
export const quantile = (values, part) => {
  const ordered = sorted(values);
  return ordered[Math.min(ordered.length - 1, Math.ceil(part * ordered.length) - 1)];
};

export const median = (values) => {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  return ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
};

/** Time of one call in microseconds, taken over `calls` of them. */
async function timed(run, calls) {
  const started = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) {
    const pending = run(call);
    if (pending instanceof Promise) await pending;
  }
  return Number(process.hrtime.bigint() - started) / 1000 / calls;
}

/** Milliseconds of one subject's turn: long against the grain of the clock, short against a turn of the scheduler. */
const ROUND_MS = 2;

/** Long enough for the compiler of hot code to have seen everything. */
const WARM_UP_MS = 200;

/** Warms a subject up and finds out how often it is called in a round. */
async function callsOf(run) {
  for (const end = Date.now() + WARM_UP_MS; Date.now() < end;) await timed(run, 1);
  let calls = 1;
  for (let took = 0; took < ROUND_MS; calls *= 2) took = ((await timed(run, calls)) * calls) / 1000;
  return Math.max(1, calls >> 1);
}

/**
 * @param subjects functions by name; each does one operation
 * @returns microseconds an operation, one value a round, by name
 */
export async function interleave(subjects, rounds) {
  const names = Object.keys(subjects);
  const calls = {};
  for (const name of names) calls[name] = await callsOf(subjects[name]);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Another one begins each time: nobody always runs after the same neighbour.
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length];
      times[name].push(await timed(subjects[name], calls[name]));
    }
  }
  return times;
}

const rounded = (value) => Number(value.toPrecision(4));

/**
 * The lines of one case. A bar is `{subject, atMost, part?}` (microseconds of the median, or of that quantile) or
 * `{subject, than, timesFaster}`.
 */
export function linesOf({ bench, name, baseline, times, bars = [] }) {
  const line = (subject, against) => ({
    bench,
    case: name,
    subject,
    unit: 'us',
    median: rounded(median(times[subject])),
    min: rounded(Math.min(...times[subject])),
    max: rounded(Math.max(...times[subject])),
    runs: times[subject].length,
    baseline: against,
    ratio: rounded(median(times[subject].map((value, round) => times[against][round] / value))),
  });
  const barred = bars.map(({ subject, atMost, part, than, timesFaster }) => {
    const made = line(subject, than ?? baseline);
    if (than) return { ...made, bar: `>= ${timesFaster} x`, holds: made.ratio >= timesFaster };
    const reached = part === undefined ? made.median : quantile(times[subject], part);
    const what = part === undefined ? '' : `p${part * 100} `;
    return { ...made, bar: `${what}<= ${atMost} us`, holds: reached <= atMost };
  });
  const rest = Object.keys(times).filter((subject) => !bars.some((bar) => bar.subject === subject));
  return [...barred, ...rest.map((subject) => line(subject, baseline))];
}
