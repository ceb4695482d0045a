import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { HandedSecret } from './key-store.js';
import { LaunchError } from './launch-error.js';

export interface ChildOptions {
  readonly name: string;
  /** Compiled entry to run. */
  readonly script: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Written to the child once, when it starts. */
  readonly handed?: HandedSecret | undefined;
}

/** How long a service may take to answer open requests and close before it is killed. */
const stopMilliseconds = 10_000;
/** A log grows to this size at most before it becomes the one older log. */
const largestLog = 10_000_000;

function openLog(file: string): WriteStream {
  if (existsSync(file) && statSync(file).size > largestLog) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a', mode: 0o600 });
}

/** The one line with which a process explained its end: what it says after its own name, else its last words. */
function explanation(name: string, stderr: string): string | undefined {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const own = lines.findIndex((line) => line.startsWith(`${name}: `));
  if (own < 0) return lines.filter((line) => !line.startsWith('at ')).at(-1);
  const details = lines.slice(own + 1).filter((line) => line.startsWith('- '));
  return [lines[own], ...details].join(' ');
}

/** One process of ours: its output goes to a log file, and its end is explained in one line. */
export class OwnProcess {
  private readonly child: ChildProcess;
  private stderr = '';
  private url: string | undefined;
  private stopping = false;
  /** Resolves when the process has ended, however it ended. */
  readonly ended: Promise<void>;

  constructor(private readonly options: ChildOptions) {
    const { script, environment, logFile, handed } = options;
    if (!existsSync(script)) throw new LaunchError(`${options.name} is not built: run "npm run build"`);
    // No core dumps: keys may stand in the memory of a process. A process group of its own: Ctrl-C in the
    // terminal reaches the launcher alone, which stops everything in order.
    this.child = spawn('/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', process.execPath, script], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', ...(handed ? ['pipe' as const] : [])],
      detached: true,
    });
    if (handed) this.hand(handed);
    const log = openLog(logFile);
    this.child.stdout?.pipe(log, { end: false });
    this.child.stderr?.pipe(log, { end: false });
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-8_000)));
    this.child.on('message', (message: { ready?: boolean; url?: string }) => {
      if (message.ready) this.url = message.url ?? '';
    });
    this.ended = new Promise((resolve) => this.child.once('close', () => log.end(resolve)));
  }

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** @throws LaunchError with the process's own explanation when it ends before it says that it serves. */
  async untilReady(): Promise<void> {
    const said = new Promise<void>((resolve) => {
      this.child.on('message', () => {
        if (this.url !== undefined) resolve();
      });
    });
    if (this.url !== undefined) return;
    await Promise.race([said, this.ended]);
    if (this.url === undefined) throw this.failure();
  }

  /** For a one-shot. @throws LaunchError when it ends with another status than 0. */
  async untilDone(): Promise<void> {
    await this.ended;
    if (this.child.exitCode !== 0) throw this.failure();
  }

  /** Resolves with the reason when the process ends although nobody asked it to. */
  async untilFailed(): Promise<LaunchError> {
    await this.ended;
    if (this.stopping) return new Promise(() => undefined);
    return this.failure();
  }

  /** Asks it to finish, and kills it after ten seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), stopMilliseconds);
    await this.ended;
    clearTimeout(timer);
  }

  private hand({ descriptor, secret }: HandedSecret): void {
    const pipe = this.child.stdio[descriptor] as Writable;
    pipe.on('error', () => undefined); // a child that ends before it reads explains its end itself
    pipe.end(secret);
  }

  private failure(): LaunchError {
    const how = this.child.signalCode
      ? `ended by ${this.child.signalCode}`
      : `ended with status ${this.child.exitCode}`;
    const reason = explanation(this.name, this.stderr);
    if (reason?.startsWith(`${this.name}: `)) return new LaunchError(reason);
    return new LaunchError(`${this.name} ${how}${reason ? `: ${reason}` : ''} (log: ${this.options.logFile})`);
  }
}
