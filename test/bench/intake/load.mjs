/** Load over real connections, in bursts short enough to take turns. */
import { Agent, request } from 'node:http';

/** Clients that wait for an answer before they ask again, each on a connection of its own (quality: 16). */
const CONNECTIONS = 16;
const BURST_MS = 500;

/** One exchange. @returns the body @throws on any other status than the expected one */
function exchange(agent, base, { method, path, body, token, status }) {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, base),
      {
        agent,
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
        },
      },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode === status) resolve(JSON.parse(text));
          else reject(new Error(`${method} ${path}: ${answer.statusCode} instead of ${status}: ${text.slice(0, 300)}`));
        });
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
}

export class Load {
  constructor(base, connections = CONNECTIONS) {
    this.base = base;
    this.connections = connections;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /**
   * @param count requests in all
   * @param make the n-th request: `{method, path, body?, token?, status}`
   * @param seen is given every body
   * @returns `microseconds` an operation at full load, and every latency in milliseconds
   */
  async burst(count, make, seen = () => undefined) {
    const latencies = [];
    let next = 0;
    const client = async () => {
      while (next < count) {
        const wanted = make(next++);
        const asked = performance.now();
        const body = await exchange(this.agent, this.base, wanted);
        latencies.push(performance.now() - asked);
        seen(body);
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: Math.min(this.connections, count) }, client));
    return { microseconds: ((performance.now() - started) * 1000) / count, latencies };
  }

  /** Warms up, and finds how many requests make a burst. */
  async sizeOf(make) {
    await this.burst(this.connections * 4, make);
    const { microseconds } = await this.burst(this.connections * 4, make);
    return Math.max(this.connections * 2, Math.round((BURST_MS * 1000) / microseconds));
  }

  end() {
    this.agent.destroy();
  }
}

/**
 * Bursts of every subject in turn, another one first each time.
 * @param subjects by name: `{load, make, prepare?}`; `prepare` runs before each burst, outside the clock
 * @returns by name: `times` (microseconds an operation, one a round) and `latencies` (milliseconds, all rounds)
 */
export async function takeTurns(subjects, rounds) {
  const names = Object.keys(subjects);
  const sizes = {};
  for (const name of names) {
    const { load, make, prepare } = subjects[name];
    await prepare?.();
    sizes[name] = await load.sizeOf(make);
  }
  const found = Object.fromEntries(names.map((name) => [name, { times: [], latencies: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < names.length; at++) {
      const name = names[(at + round) % names.length];
      const { load, make, prepare } = subjects[name];
      await prepare?.();
      const { microseconds, latencies } = await load.burst(sizes[name], make);
      found[name].times.push(microseconds);
      found[name].latencies.push(...latencies);
    }
  }
  return found;
}
