import { Worker } from 'node:worker_threads';
import { DecryptError } from '../core/errors.js';
import type { CaseKey } from '../fields/case-key.js';
import type { FieldPlace } from '../fields/field-codec.js';

/** One sealed value of type text, where it lives, and the key its header names. */
export interface SealedText {
  readonly key: CaseKey;
  readonly place: FieldPlace;
  readonly sealed: Uint8Array;
}

type Answer = { readonly found: readonly number[] } | { readonly unreadable: true };

/** Beside `src` and `dist` alike. */
const WORKER = new URL('../../worker/scan-texts.mjs', import.meta.url);

/**
 * Finds sealed texts by words (see {@link fitsToneBlind}) without any index: decrypt-and-filter in one worker thread,
 * started with the first scan and kept until `close()`. Scans take turns, so that searching never takes more than one
 * thread. What is opened stays in the thread; only positions come back.
 */
export class TextScan {
  private worker: Worker | undefined;
  private pending: Promise<unknown> = Promise.resolve();

  /**
   * Positions of the texts that fit, ascending. Rejects with DecryptError when any of them does not open: a scan that
   * cannot read everything must not look like one that found nothing.
   * @param texts one bounded batch
   */
  matches(texts: readonly SealedText[], wanted: string): Promise<readonly number[]> {
    const turn = this.pending.then(() => this.scan(texts, wanted));
    this.pending = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread once the scans asked for are done. A later scan starts another one. */
  async close(): Promise<void> {
    await this.pending;
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private async scan(texts: readonly SealedText[], wanted: string): Promise<readonly number[]> {
    if (texts.length === 0) return [];
    const worker = (this.worker ??= this.start());
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The scan ended without a result.')));
      worker.postMessage({ wanted, texts: texts.map(detached) });
    }).finally(() => this.leaveIdle(worker));
    if ('unreadable' in answer) throw new DecryptError();
    return answer.found;
  }

  private start(): Worker {
    const worker = new Worker(WORKER, { execArgv: [], env: {} });
    worker.unref();
    // A thread that failed is not asked again; the next scan starts another one.
    worker.once('exit', () => this.forget(worker));
    return worker;
  }

  /** Between two scans nobody waits for an answer, and a thread that ends is forgotten. */
  private leaveIdle(worker: Worker): void {
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    worker.on('error', () => this.forget(worker));
    worker.once('exit', () => this.forget(worker));
    if (worker.threadId === -1) this.forget(worker);
  }

  private forget(worker: Worker): void {
    if (this.worker === worker) this.worker = undefined;
  }
}

/** Copies that share no memory pool with anything else: a message copies whole pools. */
function detached({ key, place, sealed }: SealedText): SealedText {
  const { keyId, version, bytes } = key;
  return {
    key: { keyId: new Uint8Array(keyId), version, bytes: new Uint8Array(bytes) },
    place,
    sealed: new Uint8Array(sealed),
  };
}
