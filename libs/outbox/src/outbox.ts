import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@an-tam/persistence';

export interface OutgoingMessage {
  /** Service that receives it, as `referral`. */
  readonly destination: string;
  /** What it is, with its version, as `referral-requested.v1`. */
  readonly topic: string;
  /** Messages of one key arrive in the order they were appended. */
  readonly sequenceKey: string;
  /** JSON value; sealed by the sender where the receiver must not read it. */
  readonly payload: unknown;
}

/** Adds messages to the transaction that caused them: sent if, and only if, it commits. */
@Injectable()
export class Outbox {
  /** @returns the message id. */
  async append(tx: Transaction, message: OutgoingMessage): Promise<string> {
    const { destination, topic, sequenceKey, payload } = message;
    // The row lock makes writers of one key take turns, so numbers have no gaps and follow commit order.
    const rows: { last: string }[] = await tx.manager.query(
      `INSERT INTO outbox_sequence (destination, sequence_key, last) VALUES ($1, $2, 1)
       ON CONFLICT (destination, sequence_key) DO UPDATE SET last = outbox_sequence.last + 1 RETURNING last`,
      [destination, sequenceKey],
    );
    const id = randomUUID();
    await tx.manager.query(
      `INSERT INTO outbox_message (id, destination, topic, sequence_key, sequence, payload) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, destination, topic, sequenceKey, rows[0]?.last, JSON.stringify(payload)],
    );
    await tx.manager.query(`SELECT pg_notify('outbox', '')`);
    return id;
  }
}
