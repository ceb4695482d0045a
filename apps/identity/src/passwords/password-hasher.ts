import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { PasswordWorkBusyError } from './password.errors.js';

/** Argon2id (RFC 9106): passes, and memory in bytes. */
const passes = 2;
const memoryBytes = 64 * 1024 * 1024;

/** How many threads hash at once, and how many requests may wait for one. */
const threads = 2;
const longestQueue = 64;

/**
 * The thread's program. Given as text because a thread needs a file that Node can run as it is, which the sources are
 * not; the thread ends after one task, and its memory goes back.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const sodium = require(workerData.sodium);
sodium.ready.then(() => {
  const { task, hash, password, passes, memoryBytes } = workerData;
  parentPort.postMessage(task === 'hash'
    ? sodium.crypto_pwhash_str(password, passes, memoryBytes)
    : sodium.crypto_pwhash_str_verify(hash, password));
});`;

type Task = { readonly task: 'hash' } | { readonly task: 'verify'; readonly hash: string };

const unpaddedBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** Hashes and checks passwords off the event loop, few at a time. */
@Injectable()
export class PasswordHasher {
  /** No password has this hash. Checking against it costs what checking a real one costs. */
  readonly unmatchable = `$argon2id$v=19$m=${memoryBytes / 1024},t=${passes},p=1$${unpaddedBase64(randomBytes(16))}$${unpaddedBase64(randomBytes(32))}`;

  private readonly sodium = createRequire(import.meta.url).resolve('libsodium-wrappers-sumo');
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  /** @throws PasswordWorkBusyError */
  async hash(password: string): Promise<string> {
    return String(await this.run({ task: 'hash' }, password));
  }

  /** @throws PasswordWorkBusyError */
  async verify(hash: string, password: string): Promise<boolean> {
    return (await this.run({ task: 'verify', hash }, password)) === true;
  }

  private async run(task: Task, password: string): Promise<unknown> {
    await this.takeTurn();
    const workerData = { ...task, password: password.normalize('NFKC'), passes, memoryBytes, sodium: this.sodium };
    const worker = new Worker(program, { eval: true, workerData, execArgv: [], env: {} });
    try {
      return await new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('The password thread ended without a result.')));
      });
    } finally {
      await worker.terminate();
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private async takeTurn(): Promise<void> {
    if (this.running < threads) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= longestQueue) throw new PasswordWorkBusyError();
    // Whoever ends hands its turn over, so nobody slips in between.
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
