import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { LaunchError } from './launch-error.js';

/** What a terminal is made of; `isTTY` tells whether a person sits there. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** A person at a terminal, who reads lines and answers questions. */
export class Terminal {
  private readonly typedAhead: string[] = [];

  constructor(private readonly streams: TerminalStreams = { input: process.stdin, output: process.stderr }) {}

  get hasPerson(): boolean {
    return this.streams.input.isTTY === true;
  }

  say(line: string): void {
    this.streams.output.write(`${line}\n`);
  }

  /** The answer as it is typed. @throws LaunchError when it is broken off. */
  ask(question: string): Promise<string> {
    return this.answer(question, true);
  }

  /** The answer, of which nothing shows. @throws LaunchError when it is broken off. */
  async askHidden(question: string): Promise<string> {
    try {
      return await this.answer(question, false);
    } finally {
      this.streams.output.write('\n');
    }
  }

  private async answer(question: string, shown: boolean): Promise<string> {
    if (this.typedAhead.length === 0) await this.readLines(question, shown);
    const answer = this.typedAhead.shift();
    if (answer === undefined) throw new LaunchError('interrupted');
    return answer;
  }

  /** Reads until a line is there; what came with it (pasted lines) answers the next questions. */
  private readLines(question: string, shown: boolean): Promise<void> {
    const { input, output } = this.streams;
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    // The interface comes first: it is what keeps the terminal itself from showing what is typed.
    const options = { input, output: shown ? output : silent, terminal: this.hasPerson, historySize: 0 };
    const lines = createInterface(options);
    lines.setPrompt(shown ? question : '');
    lines.prompt();
    if (!shown) output.write(question);
    return new Promise((resolve) => {
      lines.on('line', (line) => {
        this.typedAhead.push(line);
        setImmediate(() => lines.close());
      });
      lines.once('SIGINT', () => lines.close());
      lines.once('close', resolve);
    });
  }
}
