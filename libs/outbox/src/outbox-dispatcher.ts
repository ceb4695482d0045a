import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { CallContext, OutboxMessage } from '@an-tam/contracts';
import { UnitOfWork } from '@an-tam/persistence';
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendMessage, type Delivery, type Peers } from './message-sender.js';

interface ClaimedMessage extends OutboxMessage {
  readonly destination: string;
  readonly attempts: number;
}

/** A claim ends after this long, so that another process takes over from a killed one. */
const leaseSeconds = 30;
/** After this many failures a message is a dead letter: visible, and its key waits until someone retries it. */
const attemptsUntilDead = 50;
const pollMilliseconds = 1_000;
const system: CallContext = { actor: { system: 'outbox' }, requestId: 'outbox' };

const claimNext = `
  UPDATE outbox_message SET lease_until = now() + interval '${leaseSeconds} seconds', attempts = attempts + 1
  WHERE id = (
    SELECT m.id FROM outbox_message m
    WHERE m.sent_at IS NULL AND m.dead_at IS NULL AND m.next_try_at <= now() AND (m.lease_until IS NULL OR m.lease_until < now())
      AND NOT EXISTS (SELECT 1 FROM outbox_message e WHERE e.destination = m.destination AND e.sequence_key = m.sequence_key
                        AND e.sent_at IS NULL AND e.sequence < m.sequence)
    ORDER BY m.created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, destination, topic, sequence_key AS "sequenceKey", sequence::int, payload, attempts`;

/** Drains the outbox strictly in order per key, stopping a key at its first failure. Any number may run side by side. */
@Injectable()
export class OutboxDispatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private listener: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private draining: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly peers: Peers,
    private readonly databaseUrl: string,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => this.wake(), pollMilliseconds);
    await this.listen();
    this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.listener?.end().catch(() => undefined);
    await this.draining;
  }

  /** Starts draining unless it already runs. */
  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.draining ??= this.drain().finally(() => (this.draining = undefined));
  }

  /** Waits until everything of one key has been delivered. @returns false when the time is over first. */
  async settled(destination: string, sequenceKey: string, withinMilliseconds: number): Promise<boolean> {
    const until = Date.now() + withinMilliseconds;
    for (;;) {
      this.wake();
      const waiting: unknown[] = await this.unitOfWork.run(system, (tx) =>
        tx.manager.query(
          'SELECT 1 FROM outbox_message WHERE destination = $1 AND sequence_key = $2 AND sent_at IS NULL LIMIT 1',
          [destination, sequenceKey],
        ),
      );
      if (waiting.length === 0) return true;
      if (Date.now() >= until) return false;
      await sleep(20);
    }
  }

  /** Wakes on the notification of a commit; when the connection breaks, the poll carries on alone and reconnects. */
  private async listen(): Promise<void> {
    const listener = new pg.Client({ connectionString: this.databaseUrl });
    this.listener = listener;
    listener.on('notification', () => this.wake());
    listener.on('error', () => {
      if (!this.stopped) setTimeout(() => void this.listen().catch(() => undefined), pollMilliseconds);
    });
    await listener.connect();
    await listener.query('LISTEN outbox');
  }

  private async drain(): Promise<void> {
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        for (let message = await this.claim(); message && !this.stopped; message = await this.claim())
          await this.deliver(message);
      }
    } catch (error) {
      this.logger.warn(
        `draining stopped: ${error instanceof Error ? error.name : 'unknown'}; next try within a second`,
      );
    }
  }

  private async claim(): Promise<ClaimedMessage | undefined> {
    // TypeORM answers an UPDATE with [rows, count].
    const [rows]: [ClaimedMessage[], number] = await this.unitOfWork.run(system, (tx) => tx.manager.query(claimNext));
    return rows[0];
  }

  private async deliver(claimed: ClaimedMessage): Promise<void> {
    const { destination, attempts, ...message } = claimed;
    const { delivery, failure } = await sendMessage(this.peers, destination, message);
    await this.mark(claimed.id, delivery, attempts, failure);
    if (delivery !== 'delivered')
      this.logger.warn(`${message.topic} to ${destination} not delivered (${failure}), attempt ${attempts}`);
  }

  private async mark(id: string, delivery: Delivery, attempts: number, failure: string | undefined): Promise<void> {
    const dead = delivery === 'refused' || (delivery === 'retry' && attempts >= attemptsUntilDead);
    const delaySeconds = Math.min(2 ** Math.min(attempts, 9) / 4, 120);
    await this.unitOfWork.run(system, (tx) =>
      tx.manager.query(
        `UPDATE outbox_message SET lease_until = NULL, last_failure = $2,
                sent_at = CASE WHEN $3 THEN now() END, dead_at = CASE WHEN $4 THEN now() END,
                payload = CASE WHEN $3 THEN '{}'::jsonb ELSE payload END,
                next_try_at = now() + make_interval(secs => $5)
          WHERE id = $1`,
        [id, failure ?? null, delivery === 'delivered', dead, delaySeconds],
      ),
    );
  }
}
