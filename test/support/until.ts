import { setTimeout as sleep } from 'node:timers/promises';

const patienceMilliseconds = 120_000;

/**
 * Asks again until the answer fits, for what another process does in its own time.
 * @throws with the last answer once two minutes are over, which is no measure of speed but the end of a hopeless wait
 */
export async function until<T>(what: string, ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + patienceMilliseconds;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not so in the end, but ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}
