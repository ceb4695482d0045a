import { Worker } from 'node:worker_threads';
import { passphraseBytes } from '../core/passphrase-rules.js';
import type { PassphraseCost } from '../core/passphrase-rules.js';

/** Beside `src` and `dist` alike. */
const WORKER = new URL('../../worker/derive-passphrase-key.mjs', import.meta.url);

/** Derives 32 bytes from a passphrase with Argon2id in a worker thread. Rejects when the memory cannot be had. */
export async function derivePassphraseKey(
  passphrase: string,
  salt: Uint8Array,
  cost: PassphraseCost,
): Promise<Uint8Array> {
  const secret = passphraseBytes(passphrase);
  const { passes, memoryBytes } = cost;
  const worker = new Worker(WORKER, { workerData: { secret, salt, passes, memoryBytes }, execArgv: [] });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', (key: Uint8Array) => resolve(key));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The key derivation ended without a result.')));
    });
  } finally {
    secret.fill(0);
    await worker.terminate();
  }
}
