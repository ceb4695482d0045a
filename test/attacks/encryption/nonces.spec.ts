import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const workers = 4;
const each = 250_000;

/** The starts of all nonces that one worker thread used. */
function sealMany(): Promise<BigUint64Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'nonce-worker.mjs'), { workerData: { count: each } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

it('waiting for a nonce to come twice, over a million values sealed in four threads at once, fails', async () => {
  const parts = await Promise.all(Array.from({ length: workers }, sealMany));
  const starts = new BigUint64Array(workers * each);
  for (const [at, part] of parts.entries()) starts.set(part, at * each);
  starts.sort();
  let repeated = 0;
  for (let at = 1; at < starts.length; at++) if (starts[at] === starts[at - 1]) repeated += 1;
  expect({ nonces: starts.length, repeated }).toEqual({ nonces: 1_000_000, repeated: 0 });
});
