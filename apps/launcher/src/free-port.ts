import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { LaunchError } from './launch-error.js';

/**
 * Where ports are picked: below the range from which systems take ports for outgoing connections (Linux: 32768 up), so
 * that a port found free is still free when its service, seconds later, listens on it.
 */
const range = { from: 15_000, to: 32_000 };
const mostTries = 100;

/** Port that is free on the loopback address; `wanted` 0 picks one. @throws LaunchError when it is taken. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0) return probed(wanted);
  for (let tries = 1; ; tries += 1) {
    try {
      return await probed(randomInt(range.from, range.to));
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}

function probed(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${error.code ?? 'unknown'})`;
      reject(new LaunchError(`port ${wanted} ${reason}; free it or choose another with --port`));
    });
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => resolve(wanted)));
  });
}

/** Several different free ports. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
