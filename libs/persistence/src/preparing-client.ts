import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';

/** A connection keeps the plans of this many statements; what comes after them is planned at every call. */
const mostPrepared = 400;

const begin = 'START TRANSACTION';

/**
 * A connection with few waits. A statement with parameters is planned once and not at every call: under row security
 * planning takes longer than running. Statements are sent without waiting for the answers to those before them, those
 * asked for in one turn of the event loop in one write, and nobody waits for the beginning of a transaction: what comes
 * after it on the connection is answered after it.
 * A pooler in front must keep prepared statements (PgBouncer from 1.21 on, `max_prepared_statements`).
 */
export class PreparingClient extends pg.Client {
  private readonly names = new Map<string, string>();
  private gathering = false;

  constructor(config?: string | pg.ClientConfig) {
    super({
      ...(typeof config === 'string' ? { connectionString: config } : config),
      pipeline: true,
    });
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    this.query = ((...args: unknown[]) => {
      this.gather();
      const [text, values, ...rest] = args;
      if (text === begin) return this.begun(query(text) as Promise<unknown>);
      const name = typeof text === 'string' && Array.isArray(values) ? this.nameOf(text) : undefined;
      return name === undefined ? query(...args) : query({ name, text, values }, ...rest);
    }) as pg.Client['query'];
  }

  /** Holds back what is written until nothing more is asked for in this turn. */
  private gather(): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    if (this.gathering) return;
    this.gathering = true;
    stream.cork();
    process.nextTick(() => {
      this.gathering = false;
      stream.uncork();
    });
  }

  /** It fails only with the connection, and so does whatever comes after it. */
  private async begun(answer: Promise<unknown>): Promise<pg.QueryResult> {
    answer.catch(() => undefined);
    return Promise.resolve({ command: 'START', rowCount: null, oid: 0, fields: [], rows: [] });
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= mostPrepared) return known;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    this.names.set(text, name);
    return name;
  }
}
