import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** How a program ended, and what stood on its terminal. */
export interface TerminalRun {
  readonly status: number | null;
  readonly shown: string;
}

/** Runs a Node.js script at a terminal of its own, where `answers` are typed, one after each question (`...: `). */
export function runAtTerminal(
  script: readonly string[],
  answers: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<TerminalRun> {
  return new Promise((resolve) => {
    const line = [process.execPath, ...script].map((part) => `'${part}'`).join(' ');
    const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
      env: { PATH: process.env['PATH'], TERM: 'xterm', ...environment },
    });
    const waiting = [...answers];
    let shown = '';
    let answeredAt = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
      const text = stripVTControlCharacters(shown);
      if (!text.endsWith(': ') || text.length === answeredAt || waiting.length === 0) return;
      answeredAt = text.length;
      child.stdin.write(`${waiting.shift()}\r`);
    });
    child.once('close', (status) => resolve({ status, shown: stripVTControlCharacters(shown) }));
  });
}
